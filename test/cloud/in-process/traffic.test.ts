import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { openTestCloud } from './cloud'

/** The control of the concurrency tests in this process: calls do interleave between a read and a write. */
test('with no condition on the places, a crowd that books at once is let in beyond them', async () => {
  const cloud = openTestCloud(store => {
    const { sessions } = store
    const update: typeof sessions.update = ({ seatsLeft: _, ...where }, change) => sessions.update(where, change)
    return { ...store, sessions: { ...sessions, update } } satisfies Store
  })
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], sessions: [aSession(cloudNow())] })
  const codes = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      cloud.codeOf(`person-${n}`, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] }),
    ),
  )
  expect(codes.filter(code => code === 'OK').length).toBeGreaterThan(10)
})

test('calls that are made at once do not take place one after the other, nor in the order in which they were made', async () => {
  const cloud = openTestCloud()
  await cloud.seed({ centres: [aCentre()] })
  const answered: number[] = []
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      await cloud.ask('reader', 'home.get', {})
      answered.push(n)
    }),
  )
  expect(answered).not.toEqual(answered.slice().sort((a, b) => a - b))
})
