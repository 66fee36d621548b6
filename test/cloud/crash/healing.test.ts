import { randomUUID } from 'node:crypto'
import { accountIdOf, bookingIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { TEST_ID_SECRET } from '../support/id-secret'
import { invariantViolations } from '../support/invariants'
import { type Stage, startStage } from './stage'
import { tickAfterCrash } from './suite'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.cloud.close())

test('a place that was won before the crash becomes a booking', async () => {
  const { cloud } = stage
  const { openid, session } = await stage.household()
  const requestId = randomUUID()
  const input = { sessionId: session._id, memberIds: ['guoguo'] }
  // The fourth call is the claim.
  await cloud.send(openid, 'booking.create', input, { requestId, fault: 'after:4' })
  const bookingId = bookingIdOf({ idSecret: TEST_ID_SECRET, accountId: accountIdOf(openid), requestId })
  const claims = (await cloud.stored('sessions', { _id: session._id }))[0]?.claims ?? {}
  expect(Object.keys(claims)).toEqual([bookingId])
  expect(await cloud.stored('bookings', { _id: bookingId })).toEqual([])
  await tickAfterCrash(cloud)
  expect(await cloud.stored('bookings', { _id: bookingId })).toMatchObject([{ status: 'confirmed' }])
})

test('the guard against leaving things half done is real: without the timer, they stay', async () => {
  const { cloud } = stage
  const { openid, session } = await stage.household()
  const input = { sessionId: session._id, memberIds: ['guoguo'] }
  await cloud.send(openid, 'booking.create', input, { fault: 'after:4' })
  expect(await invariantViolations(cloud)).toHaveLength(1)
  await tickAfterCrash(cloud)
  expect(await invariantViolations(cloud)).toEqual([])
})
