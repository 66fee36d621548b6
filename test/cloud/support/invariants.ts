import type { TestCloud } from './cloud'

/** What must hold whenever nothing is in flight; answers the breaches, one line each. */
export async function breaches(cloud: TestCloud): Promise<string[]> {
  const [sessions, bookings, accounts] = await Promise.all([
    cloud.stored('sessions'),
    cloud.stored('bookings'),
    cloud.stored('accounts'),
  ])
  const wrong: string[] = []
  for (const session of sessions) {
    const claims = Object.entries(session.claims)
    const claimed = claims.reduce((sum, [, claim]) => sum + claim.attendees.length, 0)
    if (session.seatsLeft + claimed + session.reserve !== session.capacity) {
      wrong.push(`${session._id}: ${session.seatsLeft} left + ${claimed} claimed is not ${session.capacity}`)
    }
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
    if (account?.ledger[booking._id]?.sessionId !== booking.sessionId) {
      wrong.push(`${booking._id}: confirmed without an entry in the ledger`)
    }
  }
  for (const account of accounts) {
    for (const id of Object.keys(account.ledger)) {
      if (bookings.find(({ _id }) => _id === id)?.status !== 'confirmed') {
        wrong.push(`${account._id}: ledger names ${id}, which is not confirmed`)
      }
    }
  }
  return wrong
}
