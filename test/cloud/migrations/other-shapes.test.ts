/** What a release does with documents that it did not write: it reads those of the release before, and no others. */
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { openWorld } from '../in-process/world'

const START = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld({ shapes: { sessions: { written: 3, read: 2 } } })

test.each([
  ['that migrations have not reached is not read yet', undefined, { ok: false, code: 'BUSY' }],
  ['of the release before is read', 2, { ok: true }],
  ['of this release is read', 3, { ok: true }],
  ['of a later release is refused, and the log says why', 4, { ok: false, code: 'INTERNAL' }],
])('a session %s', async (_, shape, reply) => {
  world.reset()
  world.setClock(START)
  await world.seed({ centres: [aCentre()], offerings: [anOffering()] })
  await world.seedAsStored({ sessions: [{ ...aSession(START), ...(shape === undefined ? {} : { shape }) }] })
  const before = await world.stored('sessions')
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  const flight = await world.start('mum', 'booking.create', input, { requestId: 'request-mum' })
  expect(await flight.finish()).toMatchObject(reply)
  const isRefused = !reply.ok
  expect(JSON.stringify(await world.stored('sessions')) === JSON.stringify(before)).toBe(isRefused)
  expect(world.errors.join().includes('NewerDataError')).toBe(shape === 4)
  world.errors.length = 0
})
