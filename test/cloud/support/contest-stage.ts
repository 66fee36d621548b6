import { createHash } from 'node:crypto'
import type { RouteInput } from '@domain/contracts'
import { atLocal, DAY, HOUR } from '@domain/time'
import type { BookingDocument, CheckInDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { contestMarks } from '../../../worlds/fixtures/contest'
import { aCentre, anOffering, anOfficer, aSession, aStaff } from '../../../worlds/fixtures/index'
import { callsOf } from '../in-process/calls'
import { openWorld } from '../in-process/world'

/** A city of four centres whose projects a jury judges. */

export const START = atLocal('2026-08-03', 10 * 60)
export const DATES = {
  entryUntil: '2026-08-20',
  caseUntil: '2026-09-10',
  pitchUntil: '2026-09-25',
  roadshowUntil: '2026-10-10',
}
export const OVER = { entry: '2026-08-21', case: '2026-09-11', pitch: '2026-09-26', roadshow: '2026-10-11' }
export const COUNTIES = ['江川区', '通海县', '易门县', '华宁县']
export const centres = COUNTIES.map((county, n) => ({ _id: `centre-${n}`, name: `中心 ${n}`, county, order: n + 1 }))
export const [ONE = '', TWO = ''] = centres.map(({ _id }) => _id)
export const jurors = Array.from({ length: 12 }, (_, n) => `juror-${n}`)
export const entryOf = (centreId: string) => `contest-2026-${centreId}`
export const manager = (centreId: string) => `manager-${centreId}`

/** A session of the offering of a centre that two people of two households came to. */
export function held(centreId: string, n: number, startsAt: number, offeringId = `offering-${centreId}`) {
  const endsAt = startsAt + HOUR
  const _id = `${offeringId}-${n}`
  const session = aSession(START, { _id, offeringId, centreId, startsAt, endsAt, capacity: 4, settleAt: null })
  const bookings = [0, 1].map(
    at =>
      ({
        ...{ _id: `${_id}-b${at}`, sessionId: _id, centreId, offeringId, accountId: `household-${at}` },
        ...{ status: 'confirmed', partySize: 1, startsAt, endsAt, activeUntil: endsAt, missed: false },
        ...{ attendees: [{ memberId: 'child', nickname: '果果' }], waitEvents: {}, notices: [], unloggedEntries: [] },
        ...{ forgetAt: 0, checkIn: { at: startsAt, by: 'desk', way: 'qr', requestId: 'r' } },
      }) as unknown as BookingDocument,
  )
  const rows = bookings.map(
    booking =>
      ({
        ...{ _id: `${booking._id}-0`, bookingId: booking._id, n: 0, sessionId: _id, centreId, what: 'in' },
        ...{ at: startsAt, by: 'desk', loggedAt: startsAt },
      }) as unknown as CheckInDocument,
  )
  return { session, bookings, rows }
}
export const DAYS = [-200, -160, -120, -80, -40, -20, -10]
const sessions = [
  ...centres.flatMap(({ _id }) => DAYS.map((days, n) => held(_id, n, START + days * DAY))),
  ...DAYS.map((_, n) => held(ONE, n, START - (n + 1) * DAY, 'young')),
]

export const entryInput = (centreId: string, change: Partial<RouteInput<'office.enterContest'>> = {}) => ({
  ...{ centreId, offeringId: `offering-${centreId}`, n: 0, title: `项目 ${centreId}`, words: '孩子和老人一起写' },
  partners: centreId === ONE ? ['益家社'] : [],
  ...change,
})

/** A world with that city, and the acts of a contest. `seed` comes first in each test. */
export function openContest() {
  let secrets = 0
  /** The letters of codes, the same in each run, so that seeds and assignments are. */
  const newSecret = () => {
    const digest = createHash('sha256').update(`secret ${secrets++}`).digest('hex')
    return digest.slice(0, 32).replace(/[0189]/g, digit => `ghij`['0189'.indexOf(digit)] ?? 'g')
  }
  const world = openWorld({ newSecret })
  const calls = callsOf(world)
  const { ask } = calls

  /** The timer, when no call of the day before can still be running. */
  async function tickOn(date: string) {
    world.setClock(atLocal(date, 5))
    for (let n = 0; n < 2; n++) await (await world.startTick()).finish()
  }
  const contestOf = async () => (await world.stored('contests'))[0]

  async function seed() {
    secrets = 0
    world.reset()
    world.setClock(START)
    await world.seed({
      centres: centres.map(centre => aCentre(centre)),
      offerings: [
        ...centres.map(({ _id: centreId }) => anOffering({ _id: `offering-${centreId}`, centreId })),
        anOffering({ _id: 'young', centreId: ONE }),
      ],
      sessions: sessions.map(({ session }) => session),
      bookings: sessions.flatMap(({ bookings }) => bookings),
      checkins: sessions.flatMap(({ rows }) => rows),
      staff: [
        ...centres.map(({ _id: centreId }) => aStaff(manager(centreId), { centreId, role: 'manager' })),
        // Works at the second centre, and is in the jury.
        aStaff('juror-0', { centreId: TWO }),
        aStaff('staff', { centreId: ONE }),
        anOfficer('county', COUNTIES[0] ?? null),
        anOfficer('city'),
      ],
    })
  }

  /** Opens the contest; all centres enter, and the jury joins. The last juror is employed by a partner of the first centre. */
  async function entered() {
    await ask('city', 'office.openContest', DATES)
    for (const { _id } of centres) await ask(manager(_id), 'office.enterContest', entryInput(_id))
    for (const [n, name] of jurors.entries()) {
      const employer = n === 11 ? '益家社' : `单位${n}`
      const { code } = await ask('city', 'office.inviteJuror', { name, employer, centreIds: [], partners: [] })
      await ask(name, 'contest.join', { code })
    }
  }

  /** All jurors score what they have to; `bonus` of an entry is added to the need that it meets. */
  async function scoreAll(bonus: Record<string, number> = {}) {
    for (const name of jurors) {
      const { entries } = await ask(name, 'contest.jury', {})
      for (const { id } of entries) {
        const marks = contestMarks({ need: 100 + (bonus[id] ?? 0) })
        await ask(name, 'contest.score', { entryId: id, n: 0, marks })
      }
    }
  }
  return { world, ...calls, seed, tickOn, contestOf, entered, scoreAll }
}
