import path from 'node:path'
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service'
import { ARIA_COMPONENTS } from './components'

/** Taro plugin: passes aria attributes to WeChat, in the templates and in the runtime. */
export default (ctx: IPluginContext) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: TaroPlatformBase) {
      if (platform.platform !== 'weapp') return
      platform.template.mergeComponents(ctx, ARIA_COMPONENTS)
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'runtime.ts')].flat()
    },
  })
}
