import { DAY, HOUR } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre } from '../../worlds/fixtures/index'
import { withPoints } from '../../worlds/fixtures/points'
import { aShift, aVolunteer } from '../../worlds/fixtures/volunteers'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

const NOW = Date.parse('2026-07-01T02:00:00Z')
const MOST_BYTES = 100_000
const world = openWorld()
const { ask } = callsOf(world)

test('hours and points of years are exported whole, in small answers, without ids of requests', async () => {
  world.reset()
  world.setClock(NOW)
  const id = accountIdOf('mum')
  const { pointrows } = withPoints('mum', 20, { now: NOW })
  const rows = Array.from({ length: 1200 }, (_, n) => ({ ...pointrows[0], _id: `row-${n}`, at: NOW - (n % 40) * DAY }))
  const served = { at: 1, confirmedAt: null, in: null, out: null, outcome: 'done' as const, minutes: 60 }
  const shifts = Array.from({ length: 300 }, (_, n) =>
    aShift(NOW, {
      ...{ _id: `shift-${n}`, startsAt: NOW - n * DAY, endsAt: NOW - n * DAY + HOUR, accountIds: [id], closedAt: NOW },
      people: { own: { ...served, accountId: id, name: '王＊＊', signed: null, manual: null } },
    }),
  )
  await world.seed({
    centres: [aCentre()],
    volunteers: [aVolunteer('mum', NOW, { requests: ['request-of-mum'] })],
    pointrows: rows as typeof pointrows,
    shifts,
  })
  const kept: Record<string, object[]> = {}
  let after: string | undefined
  do {
    const page = await ask('mum', 'me.export', after ? { after } : {})
    expect(JSON.stringify(page).length).toBeLessThan(MOST_BYTES)
    for (const [name, documents] of Object.entries(page.kept)) kept[name] = [...(kept[name] ?? []), ...documents]
    after = page.next ?? undefined
  } while (after)
  const ids = (name: string) => new Set(kept[name]?.map(row => (row as { _id: string })._id))
  expect([ids('shifts').size, kept.shifts?.length]).toEqual([300, 300])
  expect([ids('pointrows').size, kept.pointrows?.length]).toEqual([1200, 1200])
  expect(JSON.stringify(kept)).not.toContain('request-of-mum')
})
