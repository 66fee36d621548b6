import type { IPluginContext } from '@tarojs/service'
import type { Compiler, Stats } from 'webpack'
import type { AppBuild } from './app'

interface Chain {
  plugin(name: string): { use(plugin: object): void }
}

/** Runs before the statistics of Taro and its server, which take longer than the build itself. */
const FIRST = -1000

const reporter = {
  apply(compiler: Compiler): void {
    compiler.hooks.done.tap({ name: 'report', stage: FIRST }, report)
  },
}

function report(stats: Stats): void {
  const failure = stats.hasErrors() ? stats.toString({ all: false, errors: true, errorDetails: false }) : null
  process.send?.({ ms: stats.endTime - stats.startTime, failure } satisfies AppBuild)
}

/** Taro plugin of `npm run dev`: reports every build to the process that started Taro, and ends with that process. */
export default (ctx: IPluginContext) => {
  process.once('disconnect', () => process.exit(0))
  ctx.modifyWebpackChain(({ chain }: { chain: Chain }) => chain.plugin('report').use(reporter))
}
