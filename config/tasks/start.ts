import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import { StartError } from '../../local-cloud/host/errors'
import { startLocalCloud } from '../../local-cloud/host/start'
import { yuxiWorld } from '../../test/worlds/yuxi'
import { buildAll } from '../build/build'
import { topUp } from '../build/seed'

/**
 * `npm start`: builds what is out of date, starts the one-machine cloud with the demo world of Yuxi and serves the
 * preview. Environment: PORT (3210), DATA_DIR (.data), HOST (127.0.0.1).
 */
const root = join(__dirname, '..', '..')
const DEFAULT_PORT = 3210

async function main(): Promise<void> {
  const { PORT, DATA_DIR, HOST, TEST_SWITCHES } = process.env
  await buildAll(root, ['h5'])
  const world = yuxiWorld(Date.now())
  const cloud = await startLocalCloud({
    port: PORT === undefined ? DEFAULT_PORT : Number(PORT),
    ...(HOST === undefined ? {} : { host: HOST }),
    dataDir: resolve(root, DATA_DIR ?? '.data'),
    functionsDir: join(root, 'dist', 'cloudfunctions'),
    webDir: join(root, 'dist', 'h5'),
    schema: JSON.parse(readFileSync(join(root, 'config', 'database.json'), 'utf8')),
    personas: world.personas,
    templates: Object.fromEntries(
      Object.values(NOTICE_TEMPLATES).map(({ templateId, title, labels }) => [templateId, { title, labels }]),
    ),
    testSwitches: TEST_SWITCHES === '1',
    prepare: async engine => {
      const added = await topUp(engine, world)
      if (added > 0) process.stdout.write(`${world.name}: ${added} documents added\n`)
    },
  })
  const stop = () => {
    void cloud.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write(`\n  暖锋驿家 is ready: ${cloud.url}\n\n`)
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
})
