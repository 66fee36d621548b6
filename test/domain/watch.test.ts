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
