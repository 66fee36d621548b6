import { KEEP } from '@domain/privacy/keep'
import { RETENTION } from '@domain/privacy/retention'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { guestIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aStaff, CENTRE, STATION } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { TEST_ID_SECRET } from './support/id-secret'
import { invariantViolations } from './support/invariants'
import {
  collections,
  everything,
  GUEST,
  hasPeriod,
  ID,
  MUM,
  places,
  soon,
  texts,
  traces,
  unkeyed,
} from './support/traces'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(() => cloud.reset())
afterAll(() => cloud.close())

/** Lets time pass and runs the timer until nothing is due. */
async function pass(ms: number, ticks = 3): Promise<void> {
  cloud.later(ms)
  for (let n = 0; n < ticks; n++) await cloud.tick()
}

test('after an erasure nothing in the whole store joins to the person, nor one of their records to another', async () => {
  const { bookings, known, actor } = await traces(cloud)
  await pass(5 * HOUR)
  expect((await places(cloud, known)).length).toBeGreaterThan(10)
  const figures = async () =>
    (await cloud.stored('bookings')).map(({ status, missed, partySize }) => [status, missed, partySize])
  const before = await figures()
  await cloud.ask(MUM, 'station.sit', { stationId: STATION })
  await cloud.ask(MUM, 'me.erase', {})
  await pass(5 * HOUR + 5 * MINUTE)

  // The empty account says that it was erased, so that a repeated call does not erase what comes later; the guard of the
  // person's seats says for a day how many they took.
  expect(await places(cloud, known)).toEqual(['accounts._id', 'sitters._id'])
  const [account] = await cloud.stored('accounts', { _id: ID })
  expect(account).toMatchObject({ openid: '', members: [], ledger: {}, closed: {}, memberChanges: [], missed: {} })
  const moments = (value: unknown) =>
    (JSON.stringify(value).match(/\d{13}/g) ?? []).filter(one => Number(one) % 1000 !== 0)
  const others = (await everything(cloud)).filter(([name]) => name !== 'accounts')
  expect(moments(account).filter(moment => JSON.stringify(others).includes(moment))).toEqual([])
  // What was done as staff is kept, under a number that stands with nobody.
  expect(actor).not.toBe('')
  expect(
    (await places(cloud, new Set([actor]))).every(place =>
      /^(bookings|sessions|checkins|stationacts|stations|journal)\./.test(place),
    ),
  ).toBe(true)
  expect(await figures()).toEqual(before)

  const own = (await cloud.stored('bookings')).filter(({ _id }) => bookings.includes(_id))
  expect(own).toHaveLength(bookings.length)
  const numbers = own.map(booking =>
    // The parts of an enrolment are one record.
    texts({ ...booking, sessionId: '', offeringId: '', centreId: '', enrolment: null })
      .map(([, text]) => text)
      .filter(text => /^[a-z2-7]{20,}$/.test(text)),
  )
  for (const [n, some] of numbers.entries()) {
    for (const others of numbers.slice(n + 1)) expect(some.filter(text => others.includes(text))).toEqual([])
  }
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])

  await pass(5 * HOUR + KEEP.erasure + DAY)
  expect(await places(cloud, known)).toEqual([])
})

test('every stored field that says something about a person has a period', async () => {
  const { known, actor } = await traces(cloud)
  const fields = async () => places(cloud, new Set([...known, actor, GUEST.name, GUEST.lastFour]))
  const early = await fields()
  await pass(5 * HOUR)
  const all = new Set([...early, ...(await fields())])
  expect([...all].filter(place => !hasPeriod(place))).toEqual([])
  expect(all.size).toBeGreaterThan(30)
  for (const { collection } of RETENTION) expect(collections).toContain(collection)
})

test('what is kept about people is gone when its period is over, and the figures stay', async () => {
  const { known, actor } = await traces(cloud)
  await pass(5 * HOUR)
  const counts = async () =>
    (await cloud.stored('bookings')).map(({ _id, partySize, checkIn }) => [_id, partySize, checkIn?.at])
  const before = await counts()
  await pass(5 * HOUR + KEEP.booking + DAY, 5)
  const own = (await places(cloud, known)).map(place => place.split('.')[0])
  expect([...new Set(own)].sort()).toEqual(['accounts', 'enrolments', 'staff'])
  expect(await places(cloud, new Set([actor]))).toEqual(['staff.actor'])
  expect(await places(cloud, new Set([GUEST.name, GUEST.lastFour]))).toEqual([])
  expect(await counts()).toEqual(before)
  await pass(5 * HOUR + KEEP.enrolment + DAY)
  expect([...new Set((await places(cloud, known)).map(place => place.split('.')[0]))].sort()).toEqual([
    'accounts',
    'staff',
  ])
  // Staff use the account as long as they are staff.
  await cloud.change('staff', ID, { roles: [] })
  for (const years of [3, 4]) await pass(years * KEEP.account, 4)
  expect(await places(cloud, known)).toEqual([])
})

test('a removed child is removed from bookings, claims, enrolments and no-shows as well', async () => {
  await traces(cloud)
  const child = 'doudou-of-mum'
  await pass(5 * HOUR)
  expect(await places(cloud, new Set([child, '豆豆小名']))).toContain('noshows.memberId')
  expect((await cloud.ask(MUM, 'me.get', {})).standing).toHaveLength(1)
  await cloud.ask(MUM, 'member.remove', { memberId: child })
  await pass(5 * HOUR + MINUTE)
  expect(await places(cloud, new Set([child, '豆豆小名']))).toEqual(['accounts.memberChanges.memberId'])
  expect((await cloud.ask(MUM, 'me.get', {})).standing).toEqual([])
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])
  await pass(5 * HOUR + 3 * DAY)
  expect(await places(cloud, new Set([child, '豆豆小名']))).toEqual([])
})

test('the reason of an undone check-in goes with the person', async () => {
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [soon('came')],
    accounts: [aHousehold(MUM, now)],
    staff: [aStaff('staff')],
  })
  const { booking } = await cloud.ask(MUM, 'booking.create', { sessionId: 'came', memberIds: ['guoguo'] })
  const reason = '果果的妈妈说她发烧了，先回家'
  const here = { centreId: CENTRE, bookingId: booking.id }
  await cloud.ask('staff', 'staff.checkInByName', here)
  await cloud.ask('staff', 'staff.undoCheckIn', { ...here, reason })
  expect(await places(cloud, new Set([reason]))).toContain('bookings.undone.reason')
  await pass(5 * HOUR)
  await cloud.ask(MUM, 'me.erase', {})
  await pass(5 * HOUR + 5 * MINUTE)
  expect(await places(cloud, new Set([reason]))).toEqual([])
})

test('the number of a guest of an earlier release, which is found from name and digits, is replaced', async () => {
  await traces(cloud)
  const [booking] = await cloud.stored('bookings', { 'guest.name': GUEST.name })
  const [account] = await cloud.stored('accounts', { _id: booking?.accountId })
  if (!booking || !account) throw new Error('there is no guest')
  const old = unkeyed('guest', CENTRE, GUEST.name, GUEST.lastFour)
  const { reviewAt: _later, ...before } = account
  await cloud.change('accounts', account._id, { ledger: {}, reviewAt: 1 })
  await cloud.seed({ accounts: [{ ...before, _id: old }] })
  await cloud.change('bookings', booking._id, { accountId: old })
  await cloud.change('sessions', 'other', { [`claims.${booking._id}.accountId`]: old })
  await pass(MINUTE)
  expect(await places(cloud, new Set([old]))).toEqual([])
  const keyed = guestIdOf({ idSecret: TEST_ID_SECRET }, CENTRE, GUEST, '')
  expect(await cloud.stored('bookings', { accountId: keyed })).toMatchObject([{ _id: booking._id }])
  const again = { centreId: CENTRE, sessionId: 'other', people: 1, ...GUEST }
  expect(await cloud.codeOf('staff', 'staff.bookFor', again)).toBe('ALREADY_BOOKED')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('what an earlier release left of an erased person and of guests without names is replaced', async () => {
  const { bookings } = await traces(cloud)
  await pass(5 * HOUR)
  await cloud.ask(MUM, 'me.erase', {})
  await pass(5 * HOUR + 5 * MINUTE)
  const one = 'the-one-number-of-all'
  for (const id of bookings) {
    const erased = {
      accountId: one,
      requestId: `request-of-${id}`,
      attendees: [{ memberId: 'child-of-mum', nickname: '已注销' }],
    }
    await cloud.change('bookings', id, { ...erased, anonymous: null, forgetAt: null })
  }
  const [guest] = await cloud.stored('bookings', { guest: { $exists: true } })
  if (!guest) throw new Error('there is no guest')
  const old = unkeyed('guest', CENTRE, GUEST.name, GUEST.lastFour)
  await cloud.change('bookings', guest._id, {
    accountId: old,
    forgetAt: null,
    endsAt: now - 40 * DAY,
    activeUntil: now - 40 * DAY,
    guest: { name: null, lastFour: null, letInBy: null },
  })
  await cloud.change('accounts', ID, {
    memberChanges: [{ requestId: 'request-x', what: 'save', memberId: 'child-of-mum' }],
    reviewAt: null,
  })
  await pass(5 * HOUR + 10 * MINUTE)
  await pass(5 * HOUR + 15 * MINUTE)
  expect(await places(cloud, new Set([one, 'child-of-mum', old, ...bookings.map(id => `request-of-${id}`)]))).toEqual(
    [],
  )
})

test('a guardian’s consent is removed when the child needs none any more', async () => {
  const birthMonth = new Date(now - 13.9 * 365.25 * DAY).toISOString().slice(0, 7)
  await cloud.ask(MUM, 'member.save', { relation: 'child', nickname: '果果', birthMonth, guardianConsent: true })
  await pass(2 * DAY)
  const consent = async () =>
    (await cloud.stored('accounts', { _id: ID }))[0]?.members.map(({ consentAt }) => consentAt)
  expect(await consent()).toEqual([expect.any(Number)])
  await pass(100 * DAY, 5)
  expect(await consent()).toEqual([null])
})
