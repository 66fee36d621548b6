import { join } from 'node:path'
import { personId } from '@domain/contracts/office-team'
import { safeParse } from 'valibot'
import cloud from 'wx-server-sdk'
import { cloudbaseStore } from '../../cloudfunctions/lib/kernel/store/cloudbase'
import { grantFirstOffice } from '../../cloudfunctions/lib/office/team/first-office'
import { instanceEnvironment } from '../../local-cloud/host/functions/identity'
import { fail, portSetting, SettingError } from '../../local-cloud/run'

const ROOT = join(__dirname, '..', '..')

/**
 * `npm run first-office -- <number>`: makes a person the city's first officer, who invites everybody else. The number (编号) is
 * shown to the person in the app, under 我的. It goes to the running one-machine cloud (PORT, 3210 by default), or with CLOUD_ENV,
 * TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY to the environment of that name on CloudBase. Exits with 1 when somebody else
 * holds the city's office already.
 */
async function main(): Promise<void> {
  const number = safeParse(personId, process.argv[2])
  if (!number.success) {
    throw new SettingError(
      'Which person? npm run first-office -- <编号>: 20 letters and digits, shown in the app under 我的.',
    )
  }
  const { CLOUD_ENV } = process.env
  const env = CLOUD_ENV || (await connectLocalCloud())
  cloud.init({ env })
  const context = { now: Date.now(), store: cloudbaseStore() }
  const outcome = await grantFirstOffice(context, number.output)
  if (outcome === 'taken') {
    throw new SettingError(
      'The city has an office already; its officers can invite this person in the app (工作台 → 成员).',
    )
  }
  const done = outcome === 'granted' ? 'is now the officer of the city' : 'has been an officer of the city before'
  process.stdout.write(`${number.output} ${done}.\n`)
}

/** Points the SDK at the one-machine cloud, and returns the name of its environment. */
async function connectLocalCloud(): Promise<string> {
  const url = `http://127.0.0.1:${portSetting()}`
  const isRunning = await fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!isRunning) throw new SettingError(`Nothing answers at ${url}. Run npm start first, or set PORT or CLOUD_ENV.`)
  const environment = instanceEnvironment('first-office', {
    adminUrl: `${url}/admin`,
    root: ROOT,
    modulesDir: join(ROOT, 'node_modules'),
  })
  Object.assign(process.env, environment)
  return environment.TCB_ENV ?? ''
}

main().catch(fail)
