import type { RouteInput, RouteName } from '@domain/contracts'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import type { TestCloud } from '../support/test-cloud'

/** One call that is killed, in data of its own. */
interface Scene<Name extends RouteName> {
  openid: string
  input: RouteInput<Name>
  /** Throws when the outcome is missing or exists twice. */
  check: () => Promise<void>
}

export interface SceneSpec<Name extends RouteName> {
  /** Least number of crash points; fewer mean that the faults were not injected. */
  leastPoints: number
  /** Whether the timer finishes or undoes what the dead call left, without a retry. */
  heals: boolean
  scene: (stage: Stage) => Promise<Scene<Name>>
}

/** Scenes of some write routes. */
export type Scenes = { [Name in RouteName]?: SceneSpec<Name> }

export type Stage = ReturnType<typeof stageOf>

/** Starts a cloud with one centre, one class and its staff for scenes. */
export async function startStage(open: () => TestCloud | Promise<TestCloud> = openTestCloud): Promise<Stage> {
  const cloud = await open()
  await seedStage(cloud)
  return stageOf(cloud, cloudNow())
}

function seedStage(cloud: TestCloud): Promise<void> {
  return cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
  })
}

/** Resets the stage to its first state. */
export async function freshStage({ cloud }: Stage): Promise<void> {
  await cloud.reset()
  await seedStage(cloud)
}

/** Makes people and sessions for scenes; no two scenes share any. */
export function stageOf(cloud: TestCloud, now: number) {
  let serial = 0
  const nextNumber = () => serial++

  async function household() {
    const n = nextNumber()
    const openid = `person-${n}`
    const session = aSession(now, { _id: `session-${n}`, startsAt: now + 20 * MINUTE, rules: { cancelBefore: 0 } })
    await cloud.seed({ sessions: [session], accounts: [aHousehold(openid, now)] })
    const book = () => cloud.ask(openid, 'booking.create', { sessionId: session._id, memberIds: ['guoguo', 'doudou'] })
    const seatsLeft = async () => (await cloud.stored('sessions', { _id: session._id }))[0]?.seatsLeft
    const members = async () => (await cloud.ask(openid, 'me.get', {})).members.map(({ nickname }) => nickname)
    return { openid, session, book, seatsLeft, members }
  }

  /** A full session of two places, its holder, and a household that waits or is about to. */
  async function fullHouse() {
    const n = nextNumber()
    const [openid, holder] = [`person-${n}`, `holder-${n}`]
    const startsAt = now + 20 * MINUTE
    const session = aSession(now, { _id: `session-${n}`, startsAt, capacity: 2, rules: { cancelBefore: 0 } })
    await cloud.seed({ sessions: [session], accounts: [aHousehold(openid, now), aHousehold(holder, now)] })
    const input = { sessionId: session._id, memberIds: ['guoguo', 'doudou'] }
    const held = (await cloud.ask(holder, 'booking.create', input)).booking
    const join = async () => (await cloud.ask(openid, 'waitlist.join', input)).booking
    const offered = async () => {
      const booking = await join()
      await cloud.ask(holder, 'booking.cancel', { bookingId: held.id })
      return booking
    }
    const status = async (bookingId: string) => (await cloud.ask(openid, 'booking.get', { bookingId })).booking.status
    const stored = async () => (await cloud.stored('sessions', { _id: session._id }))[0]
    return { openid, input, session, join, offered, status, stored }
  }

  /** A person who has booked and consented to notices of changes, and does not come. */
  async function absentee() {
    const home = await household()
    const { booking } = await home.book()
    cloud.later(3 * HOUR)
    // One tick finalizes at most fifty sessions, and those of earlier scenes are due as well.
    while ((await cloud.stored('noshows', { bookingId: booking.id })).length === 0) await cloud.tick()
    cloud.later(0)
    const record = async () =>
      (await cloud.ask(home.openid, 'standing.get', { bookingId: booking.id })).records.find(
        ({ memberId }) => memberId === 'guoguo',
      )
    const appeal = { bookingId: booking.id, memberId: 'guoguo', reason: '发烧了' }
    return { ...home, booking, record, appeal }
  }

  /** A session with two reserved places, and a guest who wants both. */
  async function desk() {
    const n = nextNumber()
    const session = aSession(now, { _id: `session-${n}`, startsAt: now + 20 * MINUTE, reserve: 2 })
    await cloud.seed({ sessions: [session] })
    const guest = { centreId: CENTRE, sessionId: session._id, people: 2, name: '李大爷', lastFour: String(1000 + n) }
    const stored = async () => (await cloud.stored('sessions', { _id: session._id }))[0]
    const bookings = () => cloud.stored('bookings', { sessionId: session._id })
    return { session, guest, stored, bookings }
  }

  /** A person who has booked and consented to notices of changes. */
  async function listener() {
    const home = await household()
    const { booking } = await home.book()
    await cloud.ask(home.openid, 'booking.notices', { bookingId: booking.id, notices: ['changed'] })
    const seen = async () => (await cloud.ask(home.openid, 'booking.get', { bookingId: booking.id })).booking
    const told = async () => (await cloud.outbox(home.openid)).map(({ templateId }) => templateId)
    return { ...home, seen, told }
  }

  return { cloud, now, nextNumber, household, fullHouse, absentee, desk, listener }
}
