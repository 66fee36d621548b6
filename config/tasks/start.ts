import { join } from 'node:path'
import { fail, portSetting, runCloud } from '../../local-cloud/run'
import { buildAll } from '../build/build'
import { dataFolder, demoCloud } from '../build/demo-cloud'
import { requireKnownData } from '../build/newer-data'

/**
 * `npm start`: builds what is out of date, starts the local cloud with the demo world of Yuxi and serves the
 * preview. Environment: see `demoCloud`.
 */
const root = join(__dirname, '..', '..')

async function main(): Promise<void> {
  // A wrong setting, or data that cannot be used, is reported before the builds, which take a minute.
  portSetting()
  await requireKnownData(dataFolder(root))
  await buildAll(root, ['h5'])
  const builds = { functionsDir: join(root, 'dist', 'cloudfunctions'), webDir: join(root, 'dist', 'h5') }
  await runCloud(demoCloud(root, builds), ({ url }) => process.stdout.write(`\n  暖锋驿家 is ready: ${url}\n\n`))
}

main().catch(fail)
