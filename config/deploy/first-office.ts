import { join } from 'node:path'
import { personId } from '@domain/contracts/office-team'
import { safeParse } from 'valibot'
import cloud from 'wx-server-sdk'
import { cloudbaseStore } from '../../cloudfunctions/lib/kernel/store/cloudbase'
import { grantFirstOffice } from '../../cloudfunctions/lib/office/team/first-office'
import { instanceEnvironment } from '../../local-cloud/host/functions/identity'
import { portSetting, SettingError } from '../../local-cloud/run'

/**
 * Makes a person the city's first officer, on CloudBase or, without `env`, on the running one-machine cloud. Returns a sentence.
 * Throws `SettingError` when the number is none, or somebody else holds the city's office already.
 */
export async function grantFirst(root: string, text: string | undefined, env: string): Promise<string> {
  const number = safeParse(personId, text)
  if (!number.success) {
    throw new SettingError(
      'Which person? npm run first-office -- <编号>: 20 letters and digits, shown in the app under 我的.',
    )
  }
  cloud.init({ env: env || (await connectLocalCloud(root)) })
  const outcome = await grantFirstOffice({ now: Date.now(), store: cloudbaseStore() }, number.output)
  if (outcome === 'taken') {
    throw new SettingError(
      'The city has an office already; its officers can invite this person in the app (工作台 → 成员).',
    )
  }
  const done = outcome === 'granted' ? 'is now the officer of the city' : 'has been an officer of the city before'
  return `${number.output} ${done}.`
}

/** Points the SDK at the one-machine cloud, and returns the name of its environment. */
async function connectLocalCloud(root: string): Promise<string> {
  const url = `http://127.0.0.1:${portSetting()}`
  const isRunning = await fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!isRunning) throw new SettingError(`Nothing answers at ${url}. Run npm start first, or set PORT or CLOUD_ENV.`)
  const environment = instanceEnvironment('first-office', {
    adminUrl: `${url}/admin`,
    root,
    modulesDir: join(root, 'node_modules'),
  })
  Object.assign(process.env, environment)
  return environment.TCB_ENV ?? ''
}
