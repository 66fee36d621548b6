import type { RouteFigures, Watch } from '@domain/contracts/office-watch'
import { DURATIONS, durationClass, findingsOf, quantile, sayAge, sayDuration } from '@domain/office/watch'
import { DAY, HOUR, MINUTE } from '@domain/time'

const NOW = Date.parse('2026-07-01T02:00:00Z')

const WELL: Watch = {
  now: NOW,
  since: NOW - DAY,
  timer: {
    lastTickAt: NOW - MINUTE,
    tasks: [{ name: 'claims', at: NOW - MINUTE, items: 3, failed: 0, oldest: MINUTE }],
  },
  waiting: [
    { what: 'messages', since: null },
    { what: 'bookings', since: NOW - 3 * MINUTE },
  ],
  aside: 0,
  migrations: [{ id: '0001-a', handled: 3, failed: 0, startsAt: NOW - HOUR }],
  routes: [route({ calls: 1000, codes: [{ code: 'SESSION_FULL', calls: 500 }] })],
}

function route(change: Partial<RouteFigures>): RouteFigures {
  return {
    route: 'booking.create',
    calls: 100,
    codes: [],
    p50: { within: 100 },
    p95: { within: 500 },
    database: 4,
    ...change,
  }
}

test('nothing is reported when all figures are inside their bounds: a refusal is no fault', () => {
  expect(findingsOf(WELL)).toEqual([])
})

test.each<[what: string, change: Partial<Watch>, finding: string]>([
  ['a timer that has stopped', { timer: { lastTickAt: NOW - HOUR, tasks: [] } }, 'timer'],
  ['a timer that has never run', { timer: { lastTickAt: null, tasks: [] } }, 'timer'],
  [
    'a task that is far behind',
    { timer: { lastTickAt: NOW, tasks: [{ name: 'claims', at: NOW, items: 1, failed: 0, oldest: HOUR }] } },
    'task-claims',
  ],
  ['a message that was not sent', { waiting: [{ what: 'messages', since: NOW - HOUR }] }, 'waiting-messages'],
  ['work that was put aside', { aside: 2 }, 'aside'],
  [
    'a migration that does not end',
    { migrations: [{ id: '0001-a', handled: 1, failed: 0, startsAt: NOW - 2 * DAY }] },
    'migration-0001-a',
  ],
  ['failures', { routes: [route({ codes: [{ code: 'INTERNAL', calls: 2 }] })] }, 'errors-booking.create'],
  [
    'the only call failing',
    { routes: [route({ calls: 1, codes: [{ code: 'INTERNAL', calls: 1 }] })] },
    'errors-booking.create',
  ],
  ['calls that gave up', { routes: [route({ codes: [{ code: 'BUSY', calls: 9 }] })] }, 'busy-booking.create'],
  ['slow calls', { routes: [route({ p95: { within: 5000 } })] }, 'slow-booking.create'],
  ['very slow calls', { routes: [route({ p95: { over: 20_000 } })] }, 'slow-booking.create'],
])('%s is reported, with what to do', (_, change, id) => {
  const findings = findingsOf({ ...WELL, ...change })
  expect(findings.map(finding => finding.id)).toEqual([id])
  for (const { what, todo } of findings) {
    expect(what).toMatch(/。$/)
    expect(todo).toMatch(/手册第 \d+ 条|清单/)
  }
})

test('what was late an hour ago has been made up for', () => {
  const late = { name: 'claims', at: NOW - 2 * HOUR, items: 1, failed: 0, oldest: HOUR }
  expect(findingsOf({ ...WELL, timer: { lastTickAt: NOW, tasks: [late] } })).toEqual([])
})

test('a quantile is the bound of the class in which it lies', () => {
  expect(quantile({}, 0.5)).toBeNull()
  expect(quantile({ [durationClass(90)]: 94, [durationClass(1200)]: 6 }, 0.5)).toEqual({ within: 100 })
  expect(quantile({ [durationClass(90)]: 94, [durationClass(1200)]: 6 }, 0.95)).toEqual({ within: 1500 })
  expect(quantile({ [durationClass(60_000)]: 1 }, 0.95)).toEqual({ over: DURATIONS.at(-1) })
})

test('ages and durations in Chinese', () => {
  expect([MINUTE / 2, 20 * MINUTE, 3 * HOUR, 3 * DAY].map(sayAge)).toEqual(['1 分钟', '20 分钟', '3 小时', '3 天'])
  expect(sayDuration({ within: 200 })).toBe('200 毫秒以内')
  expect(sayDuration({ over: 20_000 })).toBe('20 秒以上')
})

const calls = (code: string, count: number, all: number) => ({
  routes: [route({ calls: all, codes: [{ code, calls: count }] })],
})
const task = (age: number, oldest: number) => ({
  timer: { lastTickAt: NOW, tasks: [{ name: 'claims', at: NOW - age, items: 1, failed: 0, oldest }] },
})

test.each<[what: string, change: Partial<Watch>]>([
  ['a timer that ran five minutes ago', { timer: { lastTickAt: NOW - 5 * MINUTE, tasks: [] } }],
  ['a task ten minutes behind', task(0, 10 * MINUTE)],
  ['work that waits for a quarter of an hour', { waiting: [{ what: 'checkIns', since: NOW - 15 * MINUTE }] }],
  ['a migration of one day', { migrations: [{ id: '0001-a', handled: 1, failed: 0, startsAt: NOW - DAY }] }],
  ['one failure in a hundred', calls('INTERNAL', 1, 100)],
  ['one call of twenty that gave up', calls('BUSY', 1, 20)],
  ['a few calls that gave up', calls('BUSY', 19, 19)],
  ['three seconds', { routes: [route({ p95: { within: 3000 } })] }],
  ['a few slow calls', { routes: [route({ calls: 19, p95: { over: 20_000 } })] }],
  ['calls of which none was counted', { routes: [route({ p95: null })] }],
])('%s are inside the bounds', (_what, change) => {
  expect(findingsOf({ ...WELL, ...change })).toEqual([])
})

test.each<[what: string, change: Partial<Watch>, said: string, todo: string]>([
  ['timer', { timer: { lastTickAt: null, tasks: [] } }, '还没有运行过', '第 1 条'],
  ['timer', { timer: { lastTickAt: NOW - 6 * MINUTE, tasks: [] } }, '已经 6 分钟没有运行', '第 1 条'],
  ['task-claims', task(HOUR - 1, 11 * MINUTE), '定时任务 claims 里最早的一件晚了 11 分钟', '第 2 条'],
  [
    'waiting-messages',
    { waiting: [{ what: 'messages', since: NOW - HOUR }] },
    '等着发的微信消息：最早的一件等了 1 小时',
    '第 3 条',
  ],
  ['waiting-bookings', { waiting: [{ what: 'bookings', since: NOW - HOUR }] }, '没有做完的预约：', '第 2 条'],
  [
    'waiting-cancellations',
    { waiting: [{ what: 'cancellations', since: NOW - HOUR }] },
    '没有退完的名额：',
    'cancellations',
  ],
  ['waiting-checkIns', { waiting: [{ what: 'checkIns', since: NOW - HOUR }] }, '没有记完的签到：', 'checkIns'],
  ['aside', { aside: 3 }, '有 3 件事失败了十次以上', '第 4 条'],
  [
    'migration-0001-a',
    { migrations: [{ id: '0001-a', handled: 1, failed: 0, startsAt: NOW - DAY - 1 }] },
    '数据升级 0001-a',
    '第 9 条',
  ],
  ['errors-booking.create', calls('INTERNAL', 2, 100), 'booking.create：100 次里有 2 次出错', '第 5 条'],
  ['busy-booking.create', calls('BUSY', 6, 100), 'booking.create：100 次里有 6 次因为太忙', '第 6 条'],
  [
    'slow-booking.create',
    { routes: [route({ p95: { within: 5000 } })] },
    'booking.create：慢的时候要 5 秒以内',
    '第 7 条',
  ],
])('the finding %s says what is wrong and where to look', (id, change, said, todo) => {
  const [finding, ...others] = findingsOf({ ...WELL, ...change })
  expect(others).toEqual([])
  expect(finding).toEqual({ id, what: expect.stringContaining(said), todo: expect.stringContaining(todo) })
})

test('classes of durations end with their bounds, and ages change their unit at an hour and at two days', () => {
  expect([20, 21, 20_000, 20_001].map(durationClass)).toEqual([0, 1, DURATIONS.length - 1, DURATIONS.length])
  expect(quantile({ 0: 1, 1: 1 }, 0.5)).toEqual({ within: 20 })
  expect([HOUR - MINUTE, HOUR, 2 * DAY - HOUR, 2 * DAY].map(sayAge)).toEqual(['59 分钟', '1 小时', '47 小时', '2 天'])
  expect([{ within: 999 }, { within: 1000 }].map(sayDuration)).toEqual(['999 毫秒以内', '1 秒以内'])
})
