import { MINUTE } from '@domain/time'
import type { Store } from '../../cloudfunctions/lib/kernel/store/port'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

const START = Date.parse('2026-07-01T02:00:00Z')

/** Fails every write of a document whose id matches. */
function refusing(fits: (id: string) => boolean) {
  return (store: Store): Store => {
    const { noshows } = store
    const insert: typeof noshows.insert = async row => {
      if (fits(row._id)) throw new Error('this document cannot be written')
      return noshows.insert(row)
    }
    return { ...store, noshows: { ...noshows, insert } }
  }
}

test('one no-show that cannot be written keeps no other from being settled, and is put aside where it can be seen', async () => {
  const world = openWorld()
  world.setClock(START)
  const startsAt = START + 60 * MINUTE
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: ['one', 'two'].map(_id => aSession(START, { _id, startsAt })),
  })
  const book = async (openid: string, sessionId: string) => {
    const input = { sessionId, memberIds: ['self'] }
    const reply = await (
      await world.start(openid, 'booking.create', input, { requestId: `request-${openid}` })
    ).finish()
    return reply?.ok ? reply.data.booking.id : ''
  }
  const bad = await book('unlucky', 'one')
  await book('beside', 'one')
  await book('elsewhere', 'two')
  world.wrapStore(refusing(id => id.startsWith(bad)))
  // First the reconciler looks at the sessions; later they are over and late scans have arrived.
  world.setClock(START + 30 * MINUTE)
  await (await world.startTick()).finish()
  for (let minute = 0; minute < 60 * 24; minute += 30) {
    world.setClock(startsAt + 125 * MINUTE + minute * MINUTE)
    await (await world.startTick()).finish()
    if (minute === 0) {
      expect((await world.stored('noshows')).length).toBe(2)
      expect((await world.stored('sessions')).map(({ settleAt }) => settleAt)).toEqual([null, null])
    }
  }
  expect(await world.stored('setbacks')).toEqual([
    expect.objectContaining({ task: 'absences', item: bad, of: 'one', aside: true }),
  ])
})

test('the timer does its work although the list of what was put aside cannot be read', async () => {
  const world = openWorld()
  world.setClock(START)
  const startsAt = START + 60 * MINUTE
  await world.seed({ centres: [aCentre()], offerings: [anOffering()], sessions: [aSession(START, { startsAt })] })
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  await (await world.start('absent', 'booking.create', input, { requestId: 'request-absent' })).finish()
  const unreadable = async () => {
    throw new Error('there is no such collection')
  }
  world.wrapStore(store => ({ ...store, setbacks: { ...store.setbacks, find: unreadable } }))
  world.setClock(startsAt + 125 * MINUTE)
  await (await world.startTick()).finish()
  expect(await world.stored('noshows')).toHaveLength(1)
})
