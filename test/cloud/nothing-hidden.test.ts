import { DAY, HOUR } from '@domain/time'
import { aNeed, aTopic } from '../../worlds/fixtures/governance'
import { aGroup } from '../../worlds/fixtures/groups'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aShift } from '../../worlds/fixtures/volunteers'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

/** What is over, cancelled or archived is left out by the database: however much of it there is, it fills no list. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
const { ask } = callsOf(world)
const many = <Row>(count: number, row: (n: number) => Row): Row[] => Array.from({ length: count }, (_, n) => row(n))

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('elsewhere', { role: 'manager', centreId: 'other' })],
  })
})

test('archived offerings hide none that can be chosen', async () => {
  await world.seed({
    offerings: [...many(120, n => anOffering({ _id: `a-${n}`, archived: true })), anOffering({ _id: 'choir' })],
  })
  const at = { centreId: CENTRE }
  const lists = await Promise.all([
    ask('manager', 'office.groups', at),
    ask('manager', 'office.partners', at),
    ask('manager', 'office.projects', at),
  ])
  expect(lists.map(({ offerings }) => offerings.map(({ id }) => id))).toEqual([['choir'], ['choir'], ['choir']])
})

test('cancelled sessions hide none of a group, of a shift, and of the door', async () => {
  const row = (n: number, status: 'open' | 'cancelled') =>
    aSession(now, {
      _id: `session-${n}`,
      offeringId: 'choir',
      startsAt: now + HOUR + n,
      endsAt: now + 2 * HOUR,
      status,
    })
  await world.seed({
    offerings: [anOffering({ _id: 'choir' })],
    groups: [aGroup(now, { offeringIds: ['choir'] })],
    sessions: many(221, n => row(n, n < 220 ? 'cancelled' : 'open')),
  })
  const { group } = await ask('mum', 'group.get', { groupId: 'group-1' })
  const { subjects } = await ask('manager', 'office.volunteers', { centreId: CENTRE })
  const { sessions } = await ask('manager', 'staff.doorKey', { centreId: CENTRE })
  expect(group.coming).toMatchObject([{ sessionId: 'session-220' }])
  expect(subjects).toMatchObject([{ id: 'session-220' }])
  expect(sessions).toMatchObject([{ id: 'session-220' }])
})

test('declined needs and topics that were not adopted hide none that can be chosen', async () => {
  const declined = { kind: 'declined' as const, words: '没有地方', level: 'centre' as const, at: now }
  const decision = { adopted: false, reasons: '没有地方', at: now }
  await world.seed({
    needs: [aNeed(), ...many(60, n => aNeed({ _id: `need-${n}`, state: 'answered', answer: declined, at: now + n }))],
    topics: [
      aTopic({ state: 'decided', decision: { ...decision, adopted: true } }),
      ...many(120, n => aTopic({ _id: `topic-${n}`, state: 'decided', decision, at: now + n })),
    ],
  })
  expect((await ask('manager', 'office.topics', { centreId: CENTRE })).needs).toHaveLength(1)
  expect((await ask('manager', 'office.projects', { centreId: CENTRE })).topics).toHaveLength(1)
})

test('hours that nobody can approve any more, and those of the own centre, hide none', async () => {
  const asked = { minutes: 60, reason: '', state: 'asked' as const, by: '', requestId: '', decided: null }
  const waiting = (id: string, endsAt: number, at: number, centreId = CENTRE) =>
    aShift(now, {
      ...{ _id: id, centreId, startsAt: endsAt - HOUR, endsAt, closedAt: endsAt + HOUR, manualAt: at },
      people: {
        one: {
          ...{ accountId: 'somebody', name: '李＊', at: 0, confirmedAt: null, in: null, out: null, minutes: 0 },
          ...{ outcome: 'missed', signed: null, manual: { ...asked, at } },
        },
      },
    })
  await world.seed({
    shifts: [
      ...many(40, n => waiting(`late-${n}`, now - 46 * DAY, now - 20 * DAY)),
      ...many(40, n => waiting(`own-${n}`, now - 3 * DAY, now - 3 * DAY, 'other')),
      waiting('new', now - 2 * DAY, now - DAY),
    ],
  })
  const { toApprove } = await ask('elsewhere', 'office.volunteers', { centreId: 'other' })
  expect(toApprove.map(({ shiftId }) => shiftId)).toEqual(['new'])
})

test('shifts that nobody can sign for any more hide none that wait for a signature', async () => {
  const person = {
    accountId: 'somebody',
    name: '李＊',
    at: 0,
    confirmedAt: null,
    out: null,
    minutes: null,
    signed: null,
  }
  const unsigned = (id: string, endsAt: number) =>
    aShift(now, {
      ...{ _id: id, startsAt: endsAt - HOUR, endsAt, closedAt: endsAt + HOUR, toSign: 1 },
      people: {
        one: { ...person, in: { at: endsAt - HOUR, by: '', requestId: '' }, outcome: 'open', manual: null },
      },
    })
  await world.seed({
    shifts: [...many(40, n => unsigned(`a-late-${n}`, now - 31 * DAY)), unsigned('b-waiting', now - 5 * DAY)],
  })
  const { shifts } = await ask('manager', 'staff.shifts', { centreId: CENTRE })
  expect(shifts).toMatchObject([{ id: 'b-waiting', toSign: 1 }])
})

test('what a canteen has offered over the years hides no other canteen', async () => {
  await world.seed({
    offerings: [
      ...many(120, n => anOffering({ _id: `a-${n}`, kind: 'meal', archived: true })),
      anOffering({ _id: 'b-lunch', kind: 'meal', centreId: 'other' }),
    ],
  })
  expect((await ask('mum', 'meal.list', {})).centres.map(({ id }) => id).sort()).toEqual([CENTRE, 'other'].sort())
})
