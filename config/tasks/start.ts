import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import { fail, portSetting, runCloud } from '../../local-cloud/run'
import { yuxiWorld } from '../../worlds/demo'
import { buildAll } from '../build/build'
import { insertMissing } from '../build/seed'

/**
 * `npm start`: builds what is out of date, starts the one-machine cloud with the demo world of Yuxi and serves the
 * preview. Environment: PORT (3210), DATA_DIR (.data), HOST (127.0.0.1), TEST_SWITCHES.
 */
const root = join(__dirname, '..', '..')

async function main(): Promise<void> {
  const { DATA_DIR, HOST, TEST_SWITCHES } = process.env
  const port = portSetting()
  await buildAll(root, ['h5'])
  const world = yuxiWorld(Date.now())
  const templates = Object.values(NOTICE_TEMPLATES)
  await runCloud(
    {
      port,
      dataDir: resolve(root, DATA_DIR || '.data'),
      functionsDir: join(root, 'dist', 'cloudfunctions'),
      webDir: join(root, 'dist', 'h5'),
      schema: JSON.parse(readFileSync(join(root, 'config', 'database.json'), 'utf8')),
      personas: world.personas,
      templates: Object.fromEntries(templates.map(({ templateId, title, labels }) => [templateId, { title, labels }])),
      testSwitches: TEST_SWITCHES === '1',
      ...(HOST ? { host: HOST } : {}),
      prepare: async engine => {
        const added = await insertMissing(engine, world)
        if (added > 0) process.stdout.write(`${world.name}: ${added} documents added\n`)
      },
    },
    ({ url }) => process.stdout.write(`\n  暖锋驿家 is ready: ${url}\n\n`),
  )
}

main().catch(fail)
