import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SettingError } from '../../local-cloud/run'
import type { MiniprogramCi } from './tools'

/** Stands in `project.config.json` as long as the mini-program is not registered. */
const TOURIST = 'touristappid'

interface ProjectConfig {
  appid: string
  miniprogramRoot: string
  setting: Record<string, boolean>
}

/** Uploads `dist/weapp` as the trial version of robot 1. `keyFile`: the upload key of the mini-program (docs/deploy.md). */
export async function uploadTrial(root: string, ci: MiniprogramCi, version: string, keyFile: string): Promise<void> {
  const config = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8')) as ProjectConfig
  if (config.appid === TOURIST) throw new SettingError('Put the appid of your mini-program into project.config.json.')
  const project = new ci.Project({
    appid: config.appid,
    type: 'miniProgram',
    projectPath: root,
    privateKeyPath: resolve(process.env.INIT_CWD ?? root, keyFile),
    ignores: ['node_modules/**/*'],
  })
  const { es6 = false, minified = true, minifyWXML = true, minifyWXSS = true } = config.setting
  const setting = { es6, minify: minified, minifyWXML, minifyWXSS }
  await ci.upload({ project, version, desc: `暖锋驿家 ${version}`, robot: 1, setting })
}
