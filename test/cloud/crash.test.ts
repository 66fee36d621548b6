import { randomUUID } from 'node:crypto'
import { currentCode } from '@domain/checkin/code'
import type { RouteInput } from '@domain/contracts'
import { NOTICE_TEMPLATES } from '@domain/notices/templates'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf, bookingIdOf } from '../../cloudfunctions/lib/ids'
import { type CallOptions, startTestCloud, type TestCloud } from './support/cloud'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from './support/fixtures'
import { breaches } from './support/invariants'

/**
 * Every write route is killed before and after each of its database calls. Then two futures are lived through: the
 * person tries again with the same request id; or never comes back, and the timer tidies up after the grace time.
 */
const now = Date.now()
let cloud: TestCloud

beforeEach(async () => {
  cloud = await startTestCloud({ maxInstances: 2 })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
  })
})
afterEach(() => cloud.close())

type WriteRoute =
  | 'booking.create'
  | 'booking.cancel'
  | 'booking.notices'
  | 'member.save'
  | 'member.remove'
  | 'staff.checkIn'
  | 'staff.setCapacity'
  | 'waitlist.join'
  | 'waitlist.accept'
  | 'waitlist.leave'
  | 'staff.cancelSession'
  | 'staff.moveSession'
  | 'staff.decideAppeal'
  | 'noshow.appeal'

interface Scene {
  route: WriteRoute
  openid: string
  input: RouteInput<WriteRoute>
  /** Throws when the outcome is not there, or there twice. */
  check: () => Promise<void>
}

let serial = 0
/** A fresh world for one write: its own person and its own session. */
async function household() {
  const n = serial++
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
  const n = serial++
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

/** Somebody who has booked, wants to hear of changes, and does not come. */
async function absentee() {
  const home = await household()
  const { booking } = await home.book()
  cloud.control({ clockOffsetMs: 3 * HOUR })
  // One tick settles fifty sessions; those of former scenes are due as well.
  while ((await cloud.stored('noshows', { bookingId: booking.id })).length === 0) await cloud.tick()
  cloud.control({ clockOffsetMs: 0 })
  const record = async () =>
    (await cloud.ask(home.openid, 'standing.get', { bookingId: booking.id })).records.find(
      ({ memberId }) => memberId === 'guoguo',
    )
  const appeal = { bookingId: booking.id, memberId: 'guoguo', reason: '发烧了' }
  return { ...home, booking, record, appeal }
}

/** Somebody who has booked and wants to hear of changes. */
async function listener() {
  const home = await household()
  const { booking } = await home.book()
  await cloud.ask(home.openid, 'booking.notices', { bookingId: booking.id, notices: ['changed'] })
  const seen = async () => (await cloud.ask(home.openid, 'booking.get', { bookingId: booking.id })).booking
  const told = async () => (await cloud.outbox(home.openid)).map(({ templateId }) => templateId)
  return { ...home, seen, told }
}

const scenes: Record<WriteRoute, () => Promise<Scene>> = {
  'booking.create': async () => {
    const { openid, session, seatsLeft } = await household()
    return {
      route: 'booking.create',
      openid,
      input: { sessionId: session._id, memberIds: ['guoguo', 'doudou'] },
      check: async () => {
        const { items } = await cloud.ask(openid, 'booking.list', { scope: 'coming' })
        expect(items).toHaveLength(1)
        expect(items[0]).toMatchObject({ status: 'confirmed', sessionId: session._id })
        expect(await seatsLeft()).toBe(8)
      },
    }
  },
  'booking.cancel': async () => {
    const { openid, book, seatsLeft } = await household()
    const { booking } = await book()
    return {
      route: 'booking.cancel',
      openid,
      input: { bookingId: booking.id },
      check: async () => {
        expect((await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking.status).toBe('cancelled')
        expect(await seatsLeft()).toBe(10)
      },
    }
  },
  'booking.notices': async () => {
    const { openid, book } = await household()
    const { booking } = await book()
    return {
      route: 'booking.notices',
      openid,
      input: { bookingId: booking.id, notices: ['reminder'] },
      check: async () => {
        expect((await cloud.ask(openid, 'booking.get', { bookingId: booking.id })).booking.notices).toEqual([
          'reminder',
        ])
      },
    }
  },
  'member.save': async () => {
    const { openid, members } = await household()
    return {
      route: 'member.save',
      openid,
      input: { relation: 'elder', nickname: '外婆', birthMonth: '1954-01', guardianConsent: false },
      check: async () => expect(await members()).toEqual(['我', '果果', '豆豆', '外婆']),
    }
  },
  'member.remove': async () => {
    const { openid, members } = await household()
    return {
      route: 'member.remove',
      openid,
      input: { memberId: 'doudou' },
      check: async () => expect(await members()).toEqual(['我', '果果']),
    }
  },
  'staff.checkIn': async () => {
    const { openid, book } = await household()
    const { booking } = await book()
    const { qr } = currentCode(booking.secret ?? '', booking.id, Date.now())
    return {
      route: 'staff.checkIn',
      openid: 'staff',
      input: { centreId: CENTRE, code: qr },
      check: async () => {
        const seen = await cloud.ask(openid, 'booking.get', { bookingId: booking.id })
        const log = await cloud.stored('checkins', { bookingId: booking.id })
        expect(log).toHaveLength(1)
        expect(log[0]?.at).toBe(seen.booking.checkedInAt)
      },
    }
  },
  'staff.setCapacity': async () => {
    const { session, join, status, stored } = await fullHouse()
    const waiting = await join()
    return {
      route: 'staff.setCapacity',
      openid: 'manager',
      input: { centreId: CENTRE, sessionId: session._id, capacity: 5 },
      check: async () => {
        expect(await stored()).toMatchObject({ capacity: 5, seatsLeft: 1, waiting: 0 })
        expect(await status(waiting.id)).toBe('offered')
      },
    }
  },
  'waitlist.join': async () => {
    const { openid, input, stored } = await fullHouse()
    return {
      route: 'waitlist.join',
      openid,
      input,
      check: async () => {
        const { items } = await cloud.ask(openid, 'booking.list', { scope: 'coming' })
        expect(items).toMatchObject([{ status: 'waiting', ahead: 0 }])
        expect(await stored()).toMatchObject({ waiting: 1 })
      },
    }
  },
  'waitlist.accept': async () => {
    const { openid, offered, status, stored } = await fullHouse()
    const { id } = await offered()
    return {
      route: 'waitlist.accept',
      openid,
      input: { bookingId: id },
      check: async () => {
        expect(await status(id)).toBe('confirmed')
        expect(await stored()).toMatchObject({ seatsLeft: 0, waiting: 0, offers: {} })
      },
    }
  },
  'waitlist.leave': async () => {
    const { openid, join, offered, status, stored } = await fullHouse()
    const { id } = await (serial % 2 === 0 ? join() : offered())
    return {
      route: 'waitlist.leave',
      openid,
      input: { bookingId: id },
      check: async () => {
        expect(await status(id)).toBe('lapsed')
        expect(await stored()).toMatchObject({ waiting: 0, waitlist: {}, offers: {} })
      },
    }
  },
  'staff.cancelSession': async () => {
    const { session, seen, told, seatsLeft } = await listener()
    return {
      route: 'staff.cancelSession',
      openid: 'manager',
      input: { centreId: CENTRE, sessionId: session._id, reason: '老师请假' },
      check: async () => {
        expect(await seen()).toMatchObject({ status: 'cancelled', cancelledBy: 'centre', changeReason: '老师请假' })
        expect(await seatsLeft()).toBe(10)
        expect(await told()).toEqual([NOTICE_TEMPLATES.changed.templateId])
      },
    }
  },
  'staff.moveSession': async () => {
    const { session, seen, told, seatsLeft } = await listener()
    const times = { startsAt: session.startsAt + DAY, endsAt: session.endsAt + DAY }
    return {
      route: 'staff.moveSession',
      openid: 'manager',
      input: { centreId: CENTRE, sessionId: session._id, ...times, reason: '停电' },
      check: async () => {
        expect(await seen()).toMatchObject({ status: 'confirmed', ...times, cancelUntil: times.startsAt })
        expect((await cloud.stored('sessions', { _id: session._id }))[0]?.moves).toBe(1)
        expect(await seatsLeft()).toBe(8)
        expect(await told()).toEqual([NOTICE_TEMPLATES.changed.templateId])
      },
    }
  },
  'noshow.appeal': async () => {
    const { openid, record, appeal } = await absentee()
    return {
      route: 'noshow.appeal',
      openid,
      input: appeal,
      check: async () => expect(await record()).toMatchObject({ appeal: { reason: '发烧了', decision: null } }),
    }
  },
  'staff.decideAppeal': async () => {
    const { openid, record, appeal } = await absentee()
    await cloud.ask(openid, 'noshow.appeal', appeal)
    return {
      route: 'staff.decideAppeal',
      openid: 'manager',
      input: { centreId: CENTRE, recordId: `${appeal.bookingId}-guoguo`, granted: true, note: '好' },
      check: async () => {
        expect(await record()).toMatchObject({ state: 'excused', appeal: { decision: { granted: true } } })
        const [account] = await cloud.stored('accounts', { openid })
        expect(Object.keys(account?.missed ?? {})).toEqual(['doudou'])
      },
    }
  },
}

/** More calls than any write makes. */
const MANY = 40

/** Crashes a scene at every point; `after` lives on from there. Answers how many points there were. */
async function crashEverywhere(route: WriteRoute, live: (scene: Scene, requestId: string) => Promise<void>) {
  let points = 0
  for (const side of ['before', 'after'] as const) {
    for (let call = 1; call < MANY; call++) {
      const scene = await scenes[route]()
      const requestId = randomUUID()
      const fault: CallOptions['fault'] = `${side}:${call}`
      const { status } = await cloud.send(scene.openid, scene.route, scene.input as never, { requestId, fault })
      if (status === 200) break
      points++
      await live(scene, requestId)
      expect(await breaches(cloud)).toEqual([])
    }
  }
  return points
}

const leastPoints: Record<WriteRoute, number> = {
  'booking.create': 14,
  'booking.cancel': 12,
  'booking.notices': 4,
  'member.save': 4,
  'member.remove': 4,
  'staff.checkIn': 12,
  'staff.setCapacity': 12,
  'waitlist.join': 14,
  'waitlist.accept': 12,
  'waitlist.leave': 12,
  'staff.cancelSession': 20,
  'staff.moveSession': 18,
  'noshow.appeal': 4,
  'staff.decideAppeal': 14,
}

describe.each(Object.keys(scenes) as WriteRoute[])('%s', route => {
  test('a retry after a crash at any point gives what was asked for, once', async () => {
    const points = await crashEverywhere(route, async (scene, requestId) => {
      const [first, second] = await Promise.all([
        cloud.send(scene.openid, scene.route, scene.input as never, { requestId }),
        cloud.send(scene.openid, scene.route, scene.input as never, { requestId }),
      ])
      expect(first.reply).toMatchObject({ ok: true })
      expect(second.reply).toMatchObject({ ok: true })
      // The reply carries the fresh state of the session too; the outcome itself is the same.
      if (first.reply.ok && second.reply.ok && 'booking' in first.reply.data) {
        expect(second.reply.data).toMatchObject({ booking: first.reply.data.booking })
      }
      await settle()
      await scene.check()
    })
    expect(points).toBeGreaterThanOrEqual(leastPoints[route])
  })
})

describe('nobody ever tries again', () => {
  test.each([
    'booking.create',
    'booking.cancel',
    'staff.checkIn',
    'staff.setCapacity',
    'waitlist.join',
    'waitlist.accept',
    'waitlist.leave',
    'staff.cancelSession',
    'staff.moveSession',
    'staff.decideAppeal',
  ] as const)('%s is finished or undone by the timer', async route => {
    const points = await crashEverywhere(route, async () => {
      await settle()
      await settle()
    })
    expect(points).toBeGreaterThanOrEqual(leastPoints[route])
  })

  test('a place that was won before the crash becomes a booking', async () => {
    const { openid, session } = await household()
    const requestId = randomUUID()
    const input = { sessionId: session._id, memberIds: ['guoguo'] }
    // The fourth and the fifth call are the claim and the read that goes with it.
    await cloud.send(openid, 'booking.create', input, { requestId, fault: 'after:5' })
    const bookingId = bookingIdOf(accountIdOf(openid), requestId)
    const claims = (await cloud.stored('sessions', { _id: session._id }))[0]?.claims ?? {}
    expect(Object.keys(claims)).toEqual([bookingId])
    expect(await cloud.stored('bookings', { _id: bookingId })).toEqual([])
    await settle()
    expect(await cloud.stored('bookings', { _id: bookingId })).toMatchObject([{ status: 'confirmed' }])
  })

  test('the guard against leaving things half done is real: without the timer, they stay', async () => {
    const { openid, session } = await household()
    const input = { sessionId: session._id, memberIds: ['guoguo'] }
    await cloud.send(openid, 'booking.create', input, { fault: 'after:5' })
    expect(await breaches(cloud)).toHaveLength(1)
    await settle()
    expect(await breaches(cloud)).toEqual([])
  })
})

/** The timer, after everything that could still be running has long been ended by the platform. */
async function settle(): Promise<void> {
  cloud.control({ clockOffsetMs: 3 * MINUTE })
  await cloud.tick()
  cloud.control({ clockOffsetMs: 0 })
}
