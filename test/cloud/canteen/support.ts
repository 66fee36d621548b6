import type { RouteInput } from '@domain/contracts'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import type { Collections } from '../../../worlds/world'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { wish } from '../support/orders'
import type { TestCloud } from '../support/test-cloud'

/** What staff read off a person's papers: an age at which meals are subsidised. */
export const PAPER = { memberId: 'self', name: '陈桂英', birthMonth: '1953-06', lastFour: '123X', proofs: [] }

/** Empties the cloud and seeds a centre with its lunch, and these documents. */
export async function openCanteen(cloud: Pick<TestCloud, 'reset' | 'seed'>, documents: Collections): Promise<void> {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    ...documents,
  })
}

/** A sitting in ten minutes, whose orders can be made and cancelled until it begins and are handed over from now on. */
export const aSittingSoon = (now: number) =>
  aSitting(now, { startsAt: now + 10 * MINUTE, rules: { closesBefore: 0, cancelBefore: 0, checkInBefore: HOUR } })

type HandOver = RouteInput<'staff.mealHandOver'>
/** The price of one meal without subsidy, paid in cash. */
export const CASH = { way: 'cash', due: 1200 } as const

/** The input that hands an order over, paid in cash unless `pay` says otherwise. */
export function handOver(bookingId: string, pay: HandOver['pay'] = CASH): HandOver {
  return { centreId: CENTRE, bookingId, way: 'name', pay }
}

/** The acts at a counter where a sitting is being served. `open` seeds it and comes first in each test. */
export function counterOf(cloud: TestCloud) {
  /** How far the clock is ahead, ms. */
  let passed = 0
  const later = (ms: number) => {
    passed += ms
    cloud.later(passed)
  }
  return {
    async open() {
      passed = 0
      await openCanteen(cloud, {
        sessions: [aSittingSoon(cloudNow())],
        staff: [
          aStaff('cashier', { duties: ['till'] }),
          aStaff('cashier-2', { duties: ['till'] }),
          aStaff('cook', { duties: ['kitchen'] }),
          aStaff('door', { duties: ['door'] }),
          aStaff('manager', { role: 'manager' }),
        ],
      })
    },
    /** Orders one meal to be picked up; returns the id of the booking. */
    order: async (openid = 'elder') => (await cloud.ask(openid, 'order.create', wish())).booking.id,
    till: () => cloud.ask('manager', 'staff.mealTill', { centreId: CENTRE }),
    /** Sets the clock ahead by so much more. */
    later,
    /** Lets the timer run once, after which nothing may be inconsistent. */
    async settled() {
      later(3 * MINUTE)
      await cloud.tick()
      expect(await invariantViolations(cloud, cloudNow() + passed)).toEqual([])
    },
  }
}
