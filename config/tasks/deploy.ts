import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, SettingError } from '../../local-cloud/run'
import { buildAll } from '../build/build'
import { productVersion } from '../build/version'
import { deploy } from '../deploy/deploy'
import { grantFirst } from '../deploy/first-office'
import { type Credentials, loadManager, loadUploader } from '../deploy/tools'
import { uploadTrial } from '../deploy/upload'
import { wantedState } from '../deploy/wanted'

/**
 * `npm run deploy -- --env <id> [--plan] [--first-office <number>]`: brings an environment of CloudBase to what this checkout
 * needs, and uploads the mini-program as a trial version; docs/deploy.md. `--plan` only says what would change; without
 * credentials it says what a new environment would get. Credentials are only read from the environment: TENCENTCLOUD_SECRETID,
 * TENCENTCLOUD_SECRETKEY, TENCENTCLOUD_SESSIONTOKEN; ID_SECRET for the first deployment; MINIPROGRAM_KEY_FILE for the upload.
 */
const root = join(__dirname, '..', '..')
const functionsDir = join(root, 'dist', 'cloudfunctions')

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { env: { type: 'string' }, plan: { type: 'boolean' }, 'first-office': { type: 'string' } },
  })
  const { env = '', plan = false, 'first-office': firstOffice } = values
  const credentials = credentialsOf(process.env)
  const { ID_SECRET = '', MINIPROGRAM_KEY_FILE = '' } = process.env
  const say = (line: string) => process.stdout.write(`${line}\n`)
  if (!plan && (env === '' || !credentials)) {
    throw new SettingError(
      'npm run deploy -- --env <environment id>, with TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY; --plan changes nothing.',
    )
  }
  const uploads = MINIPROGRAM_KEY_FILE !== ''
  // The app is built for the environment that it will call.
  if (env !== '') process.env.CLOUD_ENV = env
  await buildAll(root, uploads && !plan ? ['weapp'] : [])
  if (!uploads) say('No MINIPROGRAM_KEY_FILE: upload the mini-program from WeChat DevTools.')
  const isKnown = env !== '' && credentials !== null
  if (!isKnown) say('No environment and credentials: this is what a new environment would get.')
  await deploy({
    envId: env,
    wanted: wantedState(functionsDir, uploads ? { version: productVersion(root) } : null),
    manager: isKnown ? loadManager(root, env, credentials) : null,
    functionsDir,
    uploadApp: version => uploadTrial(root, loadUploader(root), version, MINIPROGRAM_KEY_FILE),
    idSecret: ID_SECRET || null,
    planOnly: plan,
    say,
    secrets: [ID_SECRET, ...Object.values(credentials ?? {})],
  })
  if (firstOffice !== undefined && !plan) say(await grantFirst(root, firstOffice, env))
}

function credentialsOf(environment: NodeJS.ProcessEnv): Credentials | null {
  const { TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, TENCENTCLOUD_SESSIONTOKEN } = environment
  if (!TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY) return null
  return {
    secretId: TENCENTCLOUD_SECRETID,
    secretKey: TENCENTCLOUD_SECRETKEY,
    ...(TENCENTCLOUD_SESSIONTOKEN ? { token: TENCENTCLOUD_SESSIONTOKEN } : {}),
  }
}

main().catch(fail)
