import { monthEnd, monthStart } from '@domain/participation/partner'
import { DAY, HOUR, localDate, localMonth } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { book, checkIn } from '../../worlds/bookings'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPartner } from '../../worlds/fixtures/partners'
import { seededRandom } from '../../worlds/random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { groupViolations } from './support/invariants/groups'

/** Agreements with partners, on one cloud. */

const now = cloudNow()
const present = localMonth(now)
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    offerings: [anOffering({ _id: 'dance' }), anOffering({ _id: 'training' })],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('elsewhere', { role: 'manager', centreId: 'other' })],
  })
})
afterEach(async () => {
  const [groups, partners] = await Promise.all([cloud.stored('groups'), cloud.stored('partners')])
  expect(groupViolations({ groups, partners })).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

/** The month so many months after the present one. */
const month = (n: number): string => {
  let found = present
  for (let k = 0; k < n; k++) found = localMonth(monthEnd(found))
  return found
}
const plan = {
  ...{ centreId: CENTRE, revision: 0, name: '湖滨舞蹈工作室', kind: 'space' as const, words: '' },
  ...{ roomHours: 20, sessions: 4, from: present, until: month(11), serviceIds: ['dance'], roomIds: ['training'] },
}
const savePlan = (change: object, openid = 'manager') =>
  cloud.codeOf(openid, 'office.savePartner', { ...plan, ...change })
const partners = async () => (await cloud.ask('manager', 'office.partners', { centreId: CENTRE })).partners
const tickAt = async (at: number) => {
  cloud.at(at)
  await cloud.tick()
}

test('services and rooms are counted from the records month by month; short months warn, ask for a review, and end it', async () => {
  const household = aHousehold('mum', now)
  const random = seededRandom('partners')
  // Two months with four services each, then only one a month; in each month a room for three hours.
  const counts = [4, 4, 1, 1, 1]
  const sessions = counts.flatMap((count, m) => [
    ...Array.from({ length: count }, (_, n) => {
      const startsAt = monthStart(month(m + 1)) + (n + 1) * DAY
      return aSession(now, { _id: `dance-${m}-${n}`, offeringId: 'dance', startsAt })
    }),
    aSession(now, {
      ...{ _id: `training-${m}`, offeringId: 'training', startsAt: monthStart(month(m + 1)) + 5 * DAY },
      ...{ endsAt: monthStart(month(m + 1)) + 5 * DAY + 3 * HOUR },
    }),
    // Nobody comes to this one.
    aSession(now, { _id: `empty-${m}`, offeringId: 'dance', startsAt: monthStart(month(m + 1)) + 9 * DAY }),
  ])
  const bookings = sessions
    .filter(({ _id }) => _id.startsWith('dance'))
    .map(session => {
      const party = household.members.slice(0, 2)
      const visit = { account: household, party, requestId: `request-${session._id}`, createdAt: now, now, random }
      const booking = book(session, visit)
      checkIn(booking, session.startsAt, 'door')
      return booking
    })
  const link = { title: '', from: monthStart(month(1)), until: null }
  await cloud.seed({
    ...{ sessions, bookings, accounts: [household] },
    partners: [
      aPartner(now, {
        ...{ startsAt: monthStart(month(1)), state: 'coming' },
        offerings: [
          { ...link, id: 'dance', use: 'service' },
          { ...link, id: 'training', use: 'room' },
        ],
        offeringIds: ['dance', 'training'],
      }),
    ],
  })
  const seen: unknown[] = []
  for (const m of [1, 2, 3, 4, 5]) {
    await tickAt(monthEnd(month(m)) + DAY)
    const [partner] = await partners()
    seen.push([partner?.state, partner?.balance.over])
  }
  expect(seen).toEqual([
    ['going', 0],
    ['going', 0],
    ['going', -3],
    ['warned', -6],
    ['review', -9],
  ])
  expect(
    (await partners())[0]?.months.slice(-5).map(({ held, attended, roomMinutes }) => [held, attended, roomMinutes]),
  ).toEqual([
    [1, 2, 180],
    [1, 2, 180],
    [1, 2, 180],
    [4, 8, 180],
    [4, 8, 180],
  ])
  const decide = (openid: string, centreId: string, goesOn: boolean) =>
    cloud.codeOf(openid, 'office.reviewPartner', { centreId, partnerId: 'partner-1', goesOn, words: '暑假停了' })
  expect([await decide('elsewhere', 'other', true), await decide('manager', CENTRE, true)]).toEqual([
    'PARTNER_NOT_FOUND',
    'OK',
  ])
  expect(await decide('manager', CENTRE, false)).toBe('PARTNER_NOT_IN_REVIEW')
  expect((await partners())[0]).toMatchObject({ state: 'going', reviews: [{ goesOn: true }] })
  for (const m of [6, 7, 8]) await tickAt(monthEnd(month(m)) + DAY)
  expect((await partners())[0]?.state).toBe('review')
  expect(await decide('manager', CENTRE, false)).toBe('OK')
  expect((await partners())[0]?.until).toBe(month(9))
  await tickAt(monthEnd(month(9)) + 20 * DAY)
  expect((await cloud.stored('partners'))[0]).toMatchObject({ state: 'ended', dueAt: 0 })
  await tickAt(monthEnd(month(9)) + 400 * DAY)
  expect((await cloud.stored('partners'))[0]).toMatchObject({ changedBy: '', reviews: [{ by: '' }, { by: '' }] })
})

test('an agreement is saved by managers of the centre, guarded by its revision, with classes that no other one has', async () => {
  expect([
    await savePlan({ from: '2020-01' }),
    await savePlan({ serviceIds: ['nothing'] }),
    await savePlan({}, 'elsewhere'),
  ]).toEqual(['PARTNER_WRONG', 'OFFERING_NOT_FOUND', 'FORBIDDEN'])
  expect([await savePlan({}), await savePlan({ name: '另一家' })]).toEqual(['OK', 'PARTNER_OFFERING_TAKEN'])
  const [made] = await partners()
  expect(made).toMatchObject({ serviceIds: ['dance'], roomIds: ['training'], state: 'going', from: present })
  const known = { partnerId: made?.id, revision: 1, roomIds: [] }
  expect([await savePlan(known), await savePlan(known)]).toEqual(['OK', 'PARTNER_CHANGED'])
  expect((await partners())[0]).toMatchObject({ serviceIds: ['dance'], roomIds: [] })
  expect((await cloud.stored('staff', { _id: accountIdOf('manager') }))[0]?.roles).toHaveLength(1)
})

test('after its end no session of a partner can be planned, and what is planned stays', async () => {
  const endsAt = monthEnd(month(1))
  const offerings = [{ id: 'dance', title: '', from: now - 30 * DAY, until: null, use: 'service' as const }]
  const later = aSession(now, { _id: 'dance-later', offeringId: 'dance', startsAt: endsAt + 10 * DAY })
  await cloud.seed({ sessions: [later] })
  const form = (offeringId: string, days: number) => {
    const startsAt = monthStart(month(2)) + days * DAY + 10 * HOUR
    const where = { centreId: CENTRE, offeringId, revision: 0, room: '舞蹈室', teacher: '' }
    return { ...where, startsAt, endsAt: startsAt + HOUR, capacity: 10, reserve: 0 }
  }
  const { draft } = await cloud.ask('manager', 'office.saveDraft', form('dance', 3))
  await cloud.seed({ partners: [aPartner(now, { endsAt, offerings, offeringIds: ['dance'] })] })
  const save = (offeringId: string) => cloud.codeOf('manager', 'office.saveDraft', form(offeringId, 4))
  expect([await save('dance'), await save('training')]).toEqual(['PLAN_INVALID', 'OK'])
  const drafts = [{ id: draft.id, revision: draft.revision }]
  expect(await cloud.codeOf('manager', 'office.publish', { centreId: CENTRE, drafts })).toBe('PLAN_INVALID')
  const repeated = await cloud.ask('manager', 'office.previewRepeat', {
    ...{ centreId: CENTRE, offeringId: 'dance', weekdays: [1, 2, 3, 4, 5, 6, 0], minute: 960 },
    ...{ from: localDate(endsAt - 2 * DAY), until: localDate(endsAt + 2 * DAY), room: '舞蹈室', teacher: '' },
  })
  expect(new Set(repeated.rows.map(({ startsAt, why }) => `${(startsAt ?? 0) < endsAt} ${why}`))).toEqual(
    new Set(['true null', 'false agreement']),
  )
  // A session is moved no further than one can be published; the one that stands there already gets another room.
  const early = aSession(now, { _id: 'dance-early', offeringId: 'dance', startsAt: endsAt - 2 * DAY })
  await cloud.seed({ sessions: [early] })
  const to = async (sessionId: string, startsAt: number) => {
    const input = { centreId: CENTRE, sessionId, startsAt, endsAt: startsAt + HOUR, reason: '老师有事' }
    const place = { room: '一楼大厅', teacher: '' }
    const moved = await cloud.codeOf('manager', 'staff.moveSession', input)
    return [moved, await cloud.codeOf('manager', 'office.changeSession', { ...input, ...place })]
  }
  expect(await to('dance-early', endsAt)).toEqual(['AGREEMENT_ENDS', 'AGREEMENT_ENDS'])
  expect(await to('dance-later', later.startsAt)).toEqual(['OK', 'OK'])
  expect(
    await cloud.codeOf('manager', 'staff.moveSession', {
      ...{ centreId: CENTRE, sessionId: 'dance-early', startsAt: endsAt - HOUR, endsAt, reason: '老师有事' },
    }),
  ).toBe('OK')
  await tickAt(endsAt + DAY)
  expect((await cloud.stored('sessions', { _id: 'dance-later' }))[0]).toMatchObject({ status: 'open' })
  expect((await cloud.ask('mum', 'class.get', { offeringId: 'dance' })).sessions).toHaveLength(1)
})

test('sessions that stand after the end of an agreement are shown to the office, unless another one covers them', async () => {
  const link = { title: '', from: now, until: null, use: 'service' as const }
  const household = aHousehold('mum', now)
  const [soon, late] = [monthEnd(present) - DAY, monthEnd(present) + 3 * DAY]
  const session = aSession(now, { _id: 'late', offeringId: 'dance', startsAt: late })
  const visit = {
    account: household,
    party: household.members.slice(0, 2),
    requestId: 'request-late',
    createdAt: now,
    now,
  }
  await cloud.seed({
    accounts: [household],
    sessions: [
      session,
      aSession(now, { _id: 'soon', offeringId: 'dance', startsAt: soon }),
      aSession(now, { _id: 'off', offeringId: 'dance', startsAt: late, status: 'cancelled' }),
      aSession(now, { _id: 'covered', offeringId: 'training', startsAt: late }),
    ],
    bookings: [book(session, { ...visit, random: seededRandom('after') })],
    partners: [
      aPartner(now, { offerings: [{ ...link, id: 'dance' }], offeringIds: ['dance'], endsAt: monthEnd(present) }),
      aPartner(now, {
        ...{ _id: 'before', offerings: [{ ...link, id: 'training' }], offeringIds: ['training'] },
        endsAt: monthEnd(present),
      }),
      aPartner(now, { _id: 'next', offerings: [{ ...link, id: 'training' }], offeringIds: ['training'] }),
    ],
  })
  expect(
    (await partners()).map(({ id, after }) => [id, after.map(({ id: session, booked }) => [session, booked])]),
  ).toEqual(
    expect.arrayContaining([
      ['partner-1', [['late', 2]]],
      ['before', []],
      ['next', []],
    ]),
  )
})
