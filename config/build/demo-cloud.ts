import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { NoticeKind } from '@domain/contracts/views'
import { NOTICE_PARTS, NOTICE_TITLES } from '@domain/notices/templates'
import { REFUSED_WORDS } from '../../cloudfunctions/lib/kernel/texts/words'
import type { LocalCloudOptions, MessageTemplate } from '../../local-cloud/host/options'
import { keptSecrets } from '../../local-cloud/host/secrets'
import { portSetting } from '../../local-cloud/run'
import { yuxiWorld } from '../../worlds/demo'
import { DEMO_MERCHANTS } from '../../worlds/demo/canteen'
import { noticeTemplates } from './notices'
import { insertMissing } from './seed'

/** Where the demo city is kept: DATA_DIR, or `.data`. */
export function dataFolder(root: string): string {
  return resolve(root, process.env.DATA_DIR || '.data')
}

/**
 * Options of the local cloud with the demo world of Yuxi; the builds are in two folders. Environment: PORT (3210),
 * DATA_DIR (.data), HOST (127.0.0.1), TEST_SWITCHES.
 */
export function demoCloud(root: string, builds: Pick<LocalCloudOptions, 'functionsDir' | 'webDir'>): LocalCloudOptions {
  const { HOST, TEST_SWITCHES } = process.env
  const world = yuxiWorld(Date.now())
  const dataDir = dataFolder(root)
  const secrets = JSON.parse(readFileSync(join(root, 'config', 'secrets.json'), 'utf8'))
  return {
    ...builds,
    port: portSetting(),
    dataDir,
    environment: { PAY_MERCHANTS: JSON.stringify(DEMO_MERCHANTS), ...keptSecrets(dataDir, secrets) },
    schema: JSON.parse(readFileSync(join(root, 'config', 'database.json'), 'utf8')),
    personas: world.personas,
    links: [{ name: '界面组件一览', page: '/gallery/pages/ui/index' }],
    templates: messageTemplates(root),
    refusedWords: REFUSED_WORDS,
    testSwitches: TEST_SWITCHES === '1',
    ...(HOST ? { host: HOST } : {}),
    prepare: async engine => {
      const added = await insertMissing(engine, world)
      if (added > 0) process.stdout.write(`${world.name}: ${added} documents added\n`)
    },
  }
}

/** The templates that the functions of this build use, as the phone shows their messages. */
function messageTemplates(root: string): Record<string, MessageTemplate> {
  const entries = Object.entries(noticeTemplates(root)).map(([key, { templateId, fields, constants }]) => {
    const kind = key as NoticeKind
    const parts: Record<string, string> = NOTICE_PARTS[kind]
    const labels = [
      ...Object.entries(fields).map(([part, field]) => [field, parts[part] ?? part]),
      ...Object.keys(constants).map(field => [field, '备注']),
    ]
    return [templateId, { title: NOTICE_TITLES[kind], labels: Object.fromEntries(labels) }]
  })
  return Object.fromEntries(entries)
}
