import { currentDoorCode } from '@domain/checkin/door'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import schema from '../../config/database.json'
import {
  aCentre,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const MUM = 'very-own-openid-of-mum'
const ID = accountIdOf(MUM)
const NAMES = /果果小名|豆豆小名/
let cloud: TestCloud

const collections = Object.keys(schema.collections) as (keyof Documents)[]

/** Returns every stored document that contains this text, with its collection. */
async function documentsContaining(text: string | RegExp): Promise<[string, { _id: string }][]> {
  const all = await Promise.all(
    collections.map(async name =>
      (await cloud.stored(name)).map(document => [name, document] as [string, { _id: string }]),
    ),
  )
  return all.flat().filter(([, document]) => JSON.stringify(document).match(text))
}

async function exported(openid: string): Promise<Record<string, object[]>> {
  const kept: Record<string, object[]> = {}
  let after: string | undefined
  do {
    const page = await cloud.ask(openid, 'me.export', after ? { after } : {})
    for (const [name, documents] of Object.entries(page.kept)) kept[name] = [...(kept[name] ?? []), ...documents]
    after = page.next ?? undefined
  } while (after)
  return kept
}

/** A person with traces in every collection: attended, missed, cancelled and waited. */
beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  const account = aHousehold(MUM, now)
  const named = account.members.map(member => ({ ...member, nickname: `${member.nickname}小名` }))
  const soon = (id: string, capacity = 10) =>
    aSession(now, { _id: id, startsAt: now + 20 * MINUTE, capacity, rules: { cancelBefore: 0 } })
  const sessions = ['came', 'missed', 'cancelled'].map(id => soon(id))
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [...sessions, soon('full', 1), aSession(now, { _id: 'ahead', startsAt: now + 3 * DAY })],
    accounts: [{ ...account, members: named }, aHousehold('other', now)],
    staff: [aStaff('staff'), aStaff(MUM)],
  })
  const book = async (sessionId: string, memberIds = ['guoguo'], openid = MUM) =>
    (await cloud.ask(openid, 'booking.create', { sessionId, memberIds })).booking
  const freely = { rules: { ...soon('any').rules, maxActive: null } }
  for (const { _id } of sessions) await cloud.change('sessions', _id, freely)
  const came = await book('came')
  const { keys } = await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })
  const code = currentDoorCode(keys[0]?.key ?? '', CENTRE, cloudNow()).qr
  await cloud.ask(MUM, 'checkin.self', { bookingId: came.id, code })
  await book('missed', ['doudou'])
  const cancelled = await book('cancelled', ['self'])
  await cloud.ask(MUM, 'booking.cancel', { bookingId: cancelled.id })
  await book('full', ['guoguo'], 'other')
  await book('came', ['doudou'], 'other')
  await cloud.ask(MUM, 'waitlist.join', { sessionId: 'full', memberIds: ['self'] })
})
afterAll(() => cloud.close())

/** Runs the clock until everything is over: sessions are finalized, and nobody waits. */
async function afterwards(): Promise<void> {
  cloud.later(5 * HOUR)
  for (let n = 0; n < 3; n++) await cloud.tick()
}

test('the export holds all that names the person, and nothing of others', async () => {
  await afterwards()
  const kept = await exported(MUM)
  const text = JSON.stringify(kept)
  const ids = new Set(
    Object.values(kept).flatMap(documents => documents.map(document => (document as { _id: string })._id)),
  )
  const marked = await documentsContaining(ID)
  expect(new Set(marked.map(([name]) => name))).toEqual(
    new Set(['accounts', 'bookings', 'checkins', 'noshows', 'sessions', 'staff']),
  )
  for (const [name, document] of marked) {
    if (name !== 'sessions') {
      expect([name, document._id, ids.has(document._id)]).toEqual([name, document._id, true])
      continue
    }
    const { claims } = document as Documents['sessions']
    const own = Object.entries(claims).filter(([, claim]) => claim.accountId === ID)
    for (const [id] of own) expect(ids).toContain(id)
  }
  expect(text).toMatch(NAMES)
  expect(text).not.toContain(MUM)
  for (const other of ['other', 'staff'].map(accountIdOf)) expect(text).not.toContain(other)
})

test('whoever has something ahead is told what, and loses nothing', async () => {
  const { reply } = await cloud.send(MUM, 'me.erase', {})
  expect(reply).toMatchObject({ ok: false, code: 'ERASE_HAS_BOOKINGS', detail: { title: '书法小课桌' } })
  expect((await documentsContaining(NAMES)).length).toBeGreaterThan(0)
})

test('after erasing, no document of any collection knows the person; what is counted stays', async () => {
  await afterwards()
  const before = await cloud.stored('bookings')
  const figures = async () =>
    (await cloud.ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: 'came' })).session
  const seen = await figures()
  expect(await documentsContaining(NAMES)).not.toEqual([])

  await cloud.ask(MUM, 'me.erase', {})
  expect(await documentsContaining(NAMES)).toEqual([])
  expect(await documentsContaining(MUM)).toEqual([])
  cloud.later(5 * HOUR + 3 * MINUTE)
  await cloud.tick()
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])
  const left = await documentsContaining(ID)
  expect(left.map(([name, { _id }]) => [name, _id]).sort()).toEqual([['accounts', ID]])
  expect(await cloud.stored('bookings')).toHaveLength(before.length)
  expect(await figures()).toEqual(seen)
  expect(await cloud.codeOf(MUM, 'staff.today', { centreId: CENTRE })).toBe('FORBIDDEN')
  expect((await exported(MUM)).bookings).toEqual([])
})

test('erased twice at once is erased once; who comes back begins anew, and a late replay takes nothing of it', async () => {
  await afterwards()
  const erase = (requestId: string) => cloud.ask(MUM, 'me.erase', {}, { requestId })
  const answers = await Promise.all([erase('erase-first'), erase('erase-first'), erase('erase-other')])
  expect(new Set(answers.map(({ at }) => at)).size).toBe(1)
  const [stored] = await cloud.stored('accounts', { _id: ID })
  expect((await cloud.ask(MUM, 'me.get', {})).members).toEqual([expect.objectContaining({ nickname: '我' })])
  const { booking } = await cloud.ask(MUM, 'booking.create', { sessionId: 'ahead', memberIds: ['self'] })
  await erase(stored?.erasure?.requestId ?? '')
  cloud.later(5 * HOUR + 3 * MINUTE)
  await cloud.tick()
  expect((await cloud.ask(MUM, 'booking.list', { scope: 'coming' })).items.map(({ id }) => id)).toEqual([booking.id])
  expect((await cloud.stored('accounts', { _id: ID }))[0]?.openid).toBe(MUM)
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])
})

describe('somebody who sits at a station', () => {
  const RIDER = 'very-own-openid-of-rider'
  const sit = (stationId: string) => cloud.ask(RIDER, 'station.sit', { stationId })
  const erase = () => cloud.ask(RIDER, 'me.erase', {})
  const marks = async () => (await documentsContaining(accountIdOf(RIDER))).map(([name]) => name).sort()
  /** Runs the timer when the erasure of `minutes` ago is due for its second pass. */
  const afterMinutes = async (minutes: number) => {
    cloud.later(minutes * MINUTE)
    await cloud.tick()
    return invariantViolations(cloud, Number.POSITIVE_INFINITY)
  }
  const seatsOf = async (id: string) => (await cloud.stored('stations', { _id: id }))[0]?.free

  beforeEach(() => cloud.seed({ stations: [aStation(), aStation({ _id: 'other-station' })] }))

  test('gives the seat back by erasing everything, at once, and nothing says where they sat', async () => {
    await sit(STATION)
    await erase()
    expect(await seatsOf(STATION)).toBe(20)
    // The account and the guard document of the sitter remain, both empty.
    expect(await marks()).toEqual(['accounts', 'sitters'])
    expect(await cloud.stored('sitters')).toMatchObject([{ visitId: '', stationId: '', stationName: '', from: 0 }])
    expect(await afterMinutes(3)).toEqual([])
    expect(await cloud.stored('visits')).toMatchObject([{ stationId: STATION, how: 'left' }])
  })

  test('may sit down again as somebody new, keeps that seat, and has it erased as well', async () => {
    await sit(STATION)
    await erase()
    // Calls may share a millisecond in this process, and an erasure keeps only seats that are taken after it.
    cloud.later(1000)
    const { visit } = await sit('other-station')
    expect(visit).not.toBeNull()
    await afterMinutes(3)
    expect((await cloud.ask(RIDER, 'home.get', {})).visit?.stationId).toBe('other-station')
    // No new account was created: a visit alone is enough to need an erasure.
    await erase()
    expect([await seatsOf(STATION), await seatsOf('other-station')]).toEqual([20, 20])
    expect(await marks()).toEqual(['accounts', 'sitters'])
    expect(await afterMinutes(6)).toEqual([])
  })

  test('whose move to another station was cut off leaves both', async () => {
    await sit(STATION)
    // Dies when the pointer has moved and the previous seat is not released yet.
    for (let call = 1; ; call++) {
      const { status } = await cloud.send(
        RIDER,
        'station.sit',
        { stationId: 'other-station' },
        { fault: `after:${call}` },
      )
      const [sitter] = await cloud.stored('sitters')
      if (sitter?.former) break
      expect(status).not.toBe(200)
    }
    await erase()
    expect([await seatsOf(STATION), await seatsOf('other-station')]).toEqual([20, 20])
    expect(await marks()).toEqual(['accounts', 'sitters'])
    expect(await afterMinutes(3)).toEqual([])
  })
})
