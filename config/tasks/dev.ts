import { join, relative } from 'node:path'
import { watch } from 'chokidar'
import type { LocalCloud } from '../../local-cloud/host/options'
import { fail, runCloud } from '../../local-cloud/run'
import { dataFolder, demoCloud } from '../build/demo-cloud'
import { requireKnownData } from '../build/newer-data'
import { watchApp } from '../dev/app'
import { readArguments } from '../dev/arguments'
import { openFunctionBuilds } from '../dev/functions'
import { oneAtATime } from '../dev/one-at-a-time'

/**
 * `npm run dev`: serves what `npm start` serves, and updates it while code is edited. A change of the functions or the
 * domain recycles the affected functions, a change of the app rebuilds it; then every open page reloads. With
 * `--inspect` the functions can be debugged. Changes of `local-cloud`, `config` and `worlds` need a new start.
 */
const root = join(__dirname, '..', '..')
const dist = join(root, 'dist', 'dev')

const say = (text: string) => process.stdout.write(`${text}\n`)
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

async function watchFunctions(cloud: LocalCloud, rebuild: () => Promise<string[]>): Promise<void> {
  const update = oneAtATime(
    async () => {
      const started = Date.now()
      const changed = await rebuild()
      if (changed.length === 0) return
      await Promise.all(changed.map(name => cloud.recycle(name)))
      cloud.reload()
      say(`↻ functions ${changed.join(', ')} in ${seconds(Date.now() - started)}`)
    },
    // esbuild has printed the error; the previous functions stay in use.
    () => say('✗ functions: see above; the last build that worked goes on'),
  )
  watch([join(root, 'cloudfunctions'), join(root, 'domain')], { ignoreInitial: true }).on('all', update)
}

async function main(): Promise<void> {
  const { inspectPort } = readArguments(process.argv.slice(2))
  const functionsDir = join(dist, 'cloudfunctions')
  const webDir = join(dist, 'h5')
  await requireKnownData(dataFolder(root))
  const functions = await openFunctionBuilds(root, functionsDir)
  await functions.rebuild()
  const development = inspectPort === undefined ? {} : { inspectPort }
  await runCloud({ ...demoCloud(root, { functionsDir, webDir }), development }, cloud => {
    void watchFunctions(cloud, () => functions.rebuild())
    say(`\n  暖锋驿家 is ready: ${cloud.url}\n  The app is being built and shows itself when it is done.\n`)
    watchApp(root, relative(root, webDir), ({ ms, failure }) => {
      if (failure !== null) return say(`✗ app\n${failure}`)
      cloud.reload()
      return say(`↻ app in ${seconds(ms)}`)
    })
  })
}

main().catch(fail)
