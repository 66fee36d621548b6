import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud()
})
afterAll(() => cloud.close())

test('requests that never reach a function are refused by the cloud itself', async () => {
  const statusOf = async (fn: string, body: string, openid = 'tester') => (await cloud.raw(fn, body, openid)).status
  expect(await statusOf('resident', '{"route":')).toBe(400)
  expect(await statusOf('resident', 'a'.repeat(200_000))).toBe(413)
  expect(await statusOf('nobody', '{}')).toBe(404)
  expect(await statusOf('resident', '{}', 'not an openid!')).toBe(401)
})

test('the timer refuses a client, whatever it pretends to be', async () => {
  for (const event of [{}, { route: 'reconcile', input: {} }, { Type: 'Timer', TriggerName: 'minute', Time: '' }]) {
    expect((await cloud.raw('timer', event, 'resident')).reply).toMatchObject({ ok: false, code: 'FORBIDDEN' })
  }
  expect(await cloud.tick()).toMatchObject({ ok: true })
})
