import { seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

/** How WeChat words it: an outer code, and the reason within the text. */
const wechat = (inner: string) => ({
  errCode: -1,
  errMsg: `cloud.callFunction:fail Error: ${inner} (callId: 1694400404469-0.2) (trace: 10:46:44 start->10:46:44 system error)`,
})

test.each([
  ['the network', { errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' }, '网络好像断了', 'NETWORK'],
  [
    'the time limit of the function',
    wechat('errCode: -504003 | errMsg: Invoking task timed out after 3 seconds'),
    '我们这边没来得及办完',
    'TIME_LIMIT',
  ],
  ['the quota', wechat('errCode: -501003 | errMsg: requests exceed quota'), '现在用的人太多了', 'QUOTA'],
  [
    'too many calls at once',
    wechat('errCode: -501004 | errMsg: EXCEED_CONCURRENT_REQUEST_LIMIT'),
    '现在用的人太多了',
    'QUOTA',
  ],
  [
    'a function that is not deployed',
    wechat('errCode: -501000 | errMsg: FunctionName parameter could not be found.'),
    '这个功能正在更新',
    'NOT_DEPLOYED',
  ],
  [
    'a crash',
    { errCode: -504002, errMsg: 'cloud.callFunction:fail functions execute fail' },
    '我们这边出了点问题',
    'INTERNAL',
  ],
])('a call that fails by %s says so and is logged as it is', async (_what, failure, said, code) => {
  const phone = new Phone(held.cloud, 'unlucky')
  phone.around.insteadOfCloud = () => {
    throw failure
  }
  phone.launch('pages/classes/index')
  await phone.sees(said)
  const [line] = phone.around.logged
  expect(line).toContain(`"code":"${code}"`)
  expect(line).toContain('"route":"class.list"')
  expect(phone.around.logged.join(' ')).not.toContain('unlucky')
})

test('what the quota refuses is not asked for again at once', async () => {
  const phone = new Phone(held.cloud, 'patient')
  let calls = 0
  phone.around.insteadOfCloud = () => {
    calls++
    throw wechat('errCode: -501003')
  }
  phone.launch('pages/classes/index')
  await phone.sees('现在用的人太多了')
  await phone.settles()
  expect(calls).toBe(1)
})

test('a new version asks to restart, and restarts only when told to', async () => {
  const phone = new Phone(held.cloud, 'reader')
  phone.launch()
  await phone.settles()
  phone.around.agrees = false
  phone.around.newVersion?.()
  await phone.settles()
  expect(phone.around.used).toContain('showModal')
  expect(phone.around.used).not.toContain('applyUpdate')
  phone.around.agrees = true
  phone.around.newVersion?.()
  await phone.settles()
  expect(phone.around.used).toContain('applyUpdate')
})
