import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import type { LocalCloudOptions } from '../../local-cloud/host/options'
import { keptSecrets } from '../../local-cloud/host/secrets'
import { portSetting } from '../../local-cloud/run'
import { yuxiWorld } from '../../worlds/demo'
import { insertMissing } from './seed'

/**
 * Options of the local cloud with the demo world of Yuxi; the builds are in two folders. Environment: PORT (3210),
 * DATA_DIR (.data), HOST (127.0.0.1), TEST_SWITCHES.
 */
export function demoCloud(root: string, builds: Pick<LocalCloudOptions, 'functionsDir' | 'webDir'>): LocalCloudOptions {
  const { DATA_DIR, HOST, TEST_SWITCHES } = process.env
  const world = yuxiWorld(Date.now())
  const dataDir = resolve(root, DATA_DIR || '.data')
  const secrets = JSON.parse(readFileSync(join(root, 'config', 'secrets.json'), 'utf8'))
  const templates = Object.values(NOTICE_TEMPLATES)
  return {
    ...builds,
    port: portSetting(),
    dataDir,
    environment: keptSecrets(dataDir, secrets),
    schema: JSON.parse(readFileSync(join(root, 'config', 'database.json'), 'utf8')),
    personas: world.personas,
    links: [{ name: '界面组件一览', page: '/gallery/pages/ui/index' }],
    templates: Object.fromEntries(templates.map(({ templateId, title, labels }) => [templateId, { title, labels }])),
    testSwitches: TEST_SWITCHES === '1',
    ...(HOST ? { host: HOST } : {}),
    prepare: async engine => {
      const added = await insertMissing(engine, world)
      if (added > 0) process.stdout.write(`${world.name}: ${added} documents added\n`)
    },
  }
}
