import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre } from '../../../worlds/fixtures/index'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

const ROOT = join(__dirname, '..', '..', '..')
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud()
  await cloud.seed({ centres: [aCentre()] })
})
afterAll(() => cloud.close())

/** Runs `npm run first-office` as the operator does; returns its exit code. */
async function firstOffice(number: string): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'config', 'tasks', 'first-office.ts'), number], {
    cwd: ROOT,
    env: { ...process.env, PORT: new URL(cloud.url).port },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const [code] = (await once(child, 'exit')) as [number]
  return code
}

test('from an empty city: the operator names the first officer once, who invites the first manager', async () => {
  const openid = 'zhou-kezhang'
  const { accountId } = await cloud.ask(openid, 'me.get', {})
  expect(accountId).toBe(accountIdOf(openid))
  expect(await cloud.codeOf(openid, 'office.team', {})).toBe('FORBIDDEN')
  expect(await firstOffice(accountId)).toBe(0)
  expect((await cloud.ask(openid, 'me.get', {})).officeOf).toEqual([{ role: 'city', county: null }])
  // Again changes nothing; for somebody else it is too late, and a number with a slip is nobody's.
  expect(await firstOffice(accountId)).toBe(0)
  expect(await firstOffice(accountIdOf('somebody'))).toBe(1)
  expect(await firstOffice('too-short')).toBe(1)
  expect((await cloud.ask(openid, 'office.team', {})).members).toHaveLength(1)
  const { items } = await cloud.ask(openid, 'office.journal', {})
  expect(items).toMatchObject([{ act: 'first-office', by: { id: null }, person: { id: accountId } }])

  const invited = { centreId: 'jiangchuan', role: 'manager' as const, duties: [], name: '李主任' }
  const { code } = await cloud.ask(openid, 'office.invite', invited)
  const { staffOf } = await cloud.ask('li-zhuren', 'invitation.accept', { code })
  expect(staffOf).toMatchObject([{ centreId: 'jiangchuan', role: 'manager' }])
  expect(await cloud.codeOf('li-zhuren', 'staff.appeals', { centreId: 'jiangchuan' })).toBe('OK')
})
