import { countedOf } from '@domain/noshows/ladder'
import type { TestCloud } from './cloud'

/**
 * What must hold whenever nothing is in flight; answers the breaches, one line each. A ledger may have forgotten what is
 * over at `now`, epoch ms.
 */
export async function breaches(cloud: TestCloud, now = Date.now()): Promise<string[]> {
  const [sessions, bookings, accounts, noshows] = await Promise.all([
    cloud.stored('sessions'),
    cloud.stored('bookings'),
    cloud.stored('accounts'),
    cloud.stored('noshows'),
  ])
  const wrong: string[] = []
  for (const session of sessions) {
    const claims = Object.entries(session.claims)
    const claimed = claims.reduce((sum, [, claim]) => sum + claim.attendees.length, 0)
    if (session.seatsLeft + claimed + session.reserve !== session.capacity) {
      wrong.push(`${session._id}: ${session.seatsLeft} left + ${claimed} claimed is not ${session.capacity}`)
    }
    if (session.changedAt > 0) wrong.push(`${session._id}: its bookings have not followed a change`)
    if (session.seatsLeft < 0) wrong.push(`${session._id}: oversold`)
    for (const [id] of claims) {
      const booking = bookings.find(({ _id }) => _id === id)
      if (booking?.status !== 'confirmed' || booking.sessionId !== session._id) {
        wrong.push(`${session._id}: claim ${id} without a confirmed booking`)
      }
    }
  }
  for (const booking of bookings.filter(({ status }) => status === 'confirmed')) {
    const session = sessions.find(({ _id }) => _id === booking.sessionId)
    if (!session?.claims[booking._id]) wrong.push(`${booking._id}: confirmed without a claim`)
    const account = accounts.find(({ _id }) => _id === booking.accountId)
    const entry = account?.ledger[booking._id]
    if (entry?.sessionId !== booking.sessionId && (entry || booking.endsAt > now)) {
      wrong.push(`${booking._id}: confirmed without an entry in the ledger`)
    }
    if (session?.status === 'cancelled' && booking.checkIn === null) {
      wrong.push(`${booking._id}: confirmed on a session that was called off`)
    }
    if (session && ![booking, entry ?? booking].every(times => sameTimes(times, session))) {
      wrong.push(`${booking._id}: has times that its session has not`)
    }
    if (booking.missed) {
      const records = noshows.filter(({ bookingId }) => bookingId === booking._id)
      if (records.length !== booking.partySize) wrong.push(`${booking._id}: missed without a record for everybody`)
      if (booking.checkIn) wrong.push(`${booking._id}: missed and checked in`)
    }
  }
  for (const { _id, bookingId, stale, state, excuse } of noshows) {
    const booking = bookings.find(candidate => candidate._id === bookingId)
    if (booking?.status !== 'confirmed' || !booking.missed) wrong.push(`${_id}: a record of nothing missed`)
    if (stale) wrong.push(`${_id}: the account does not know`)
    if ((state === 'excused') !== (excuse !== null)) wrong.push(`${_id}: excused without a reason`)
  }
  for (const account of accounts) {
    const explained = countedOf(noshows.filter(({ accountId }) => accountId === account._id))
    if (JSON.stringify(sorted(account.missed)) !== JSON.stringify(sorted(explained))) {
      wrong.push(`${account._id}: ${JSON.stringify(account.missed)} is not what its records say`)
    }
    for (const id of Object.keys(account.ledger)) {
      if (bookings.find(({ _id }) => _id === id)?.status !== 'confirmed') {
        wrong.push(`${account._id}: ledger names ${id}, which is not confirmed`)
      }
    }
  }
  return wrong
}

function sameTimes(a: { startsAt: number; endsAt: number }, b: { startsAt: number; endsAt: number }): boolean {
  return a.startsAt === b.startsAt && a.endsAt === b.endsAt
}

function sorted<Value>(fields: Record<string, Value>): [string, Value][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
}
