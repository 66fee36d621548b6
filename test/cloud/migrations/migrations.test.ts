import { KEEP } from '@domain/privacy/keep'
import { MINUTE } from '@domain/time'
import type { StationActDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import { LATEST_MIGRATION, MIGRATIONS } from '../../../cloudfunctions/lib/migrations'
import { aCentre, aStation, CENTRE } from '../../../worlds/fixtures/index'
import { openWorld } from '../in-process/world'

const START = Date.parse('2026-07-01T02:00:00Z')
const ROWS = 250

/** Rows of the stations' log as the first release stored them. */
const oldActs = Array.from({ length: ROWS }, (_, n) => ({
  _id: `act-${String(n).padStart(4, '0')}`,
  stationId: aStation()._id,
  centreId: CENTRE,
  at: START - n * MINUTE,
  by: 'a-member-of-staff',
  what: 'paused',
}))

const world = openWorld()
const tickAt = async (moment: number) => {
  world.setClock(moment)
  await (await world.startTick()).finish()
}
const acts = () => world.stored('stationacts') as Promise<(StationActDocument & { shape?: number })[]>
const agenda = async () => (await world.stored('timer'))[0]

beforeEach(async () => {
  world.reset()
  world.wrapStore(store => store)
  world.setClock(START)
  await world.seed({ centres: [aCentre()], stations: [aStation()] })
})

/** A database in which the timer of an earlier release has run. */
const earlier = { timer: [{ _id: 'agenda', madeAt: START - MINUTE }] }

test('every migration has the name of its file, and they are in order', () => {
  const ids = MIGRATIONS.map(({ id }) => id)
  expect(ids.map(id => id.slice(0, 5))).toEqual(ids.map((_, n) => `${String(n + 1).padStart(4, '0')}-`))
})

test('the timer brings stored documents to the shape of this release, in portions, and is idle afterwards', async () => {
  await world.seedAsStored({ ...earlier, stationacts: oldActs })
  await tickAt(START)
  expect((await acts()).filter(({ shape }) => shape === 2)).toEqual([])
  await tickAt(START + 3 * MINUTE)
  // The same rows as this release makes them.
  const made = oldActs.map(act => ({ ...act, shape: 2, forgetAt: act.at + KEEP.act }))
  expect(await acts()).toEqual(made)
  expect(await world.stored('migrations')).toContainEqual(
    expect.objectContaining({ collection: 'stationacts', handled: ROWS, failed: 0, doneAt: START + 3 * MINUTE }),
  )
  expect(await agenda()).toMatchObject({ migrated: LATEST_MIGRATION })
  world.lines.length = 0
  await tickAt(START + 4 * MINUTE)
  expect(world.lines.map(line => JSON.parse(line))).toEqual([expect.objectContaining({ route: 'idle', calls: 3 })])
})

test('a migration waits until no call of the release before can be running', async () => {
  await world.seedAsStored({ ...earlier, stationacts: oldActs.slice(1) })
  await tickAt(START)
  // A call that began before the release still stores a row in the former shape.
  await world.seedAsStored({ stationacts: oldActs.slice(0, 1) })
  await tickAt(START + MINUTE)
  expect((await acts()).filter(({ shape }) => shape === 2)).toEqual([])
  await tickAt(START + 3 * MINUTE)
  expect((await acts()).filter(({ shape }) => shape !== 2)).toEqual([])
})

test('a new database needs no waiting, and its documents have the version of this release', async () => {
  await tickAt(START)
  expect(await agenda()).toMatchObject({ migrated: LATEST_MIGRATION })
  expect((await agenda())?.isNew).toBeUndefined()
})

test('a tick that dies at any of its calls is made up for, and the result is the same as without', async () => {
  const run = async (fault: Parameters<typeof world.startTick>[0]) => {
    world.reset()
    await world.seed({ centres: [aCentre()], stations: [aStation()] })
    await world.seedAsStored({ ...earlier, stationacts: oldActs.slice(0, 30) })
    await tickAt(START)
    world.setClock(START + 3 * MINUTE)
    const died = (await (await world.startTick(fault)).finish()) === null
    for (const minute of [4, 5]) {
      world.setClock(START + minute * MINUTE)
      const two = await Promise.all([world.startTick(), world.startTick()])
      await Promise.all(two.map(flight => flight.finish()))
    }
    return { died, acts: await acts(), migrated: (await agenda())?.migrated }
  }
  const whole = await run(null)
  expect(whole.migrated).toBe(LATEST_MIGRATION)
  let points = 0
  for (const kind of ['before', 'after'] as const) {
    for (let call = 1; ; call++) {
      const outcome = await run({ kind, call })
      if (!outcome.died) break
      points++
      expect({ ...outcome, died: false }).toEqual(whole)
    }
  }
  expect(points).toBeGreaterThan(60)
})

test('a document that cannot be migrated keeps no other from it, and is retried by itself', async () => {
  let isBroken = true
  world.wrapStore(store => failing(store, () => isBroken))
  await world.seedAsStored({ ...earlier, stationacts: oldActs })
  await tickAt(START)
  await tickAt(START + 3 * MINUTE)
  expect((await acts()).filter(({ shape }) => shape !== 2).map(({ _id }) => _id)).toEqual(['act-0007'])
  expect(await agenda()).toMatchObject({ migrated: LATEST_MIGRATION })
  expect(await world.stored('setbacks')).toMatchObject([{ task: '0001-station-act-periods', item: 'act-0007' }])
  isBroken = false
  await tickAt(START + 10 * MINUTE)
  expect((await acts()).filter(({ shape }) => shape !== 2)).toEqual([])
})

test('a tick to which another one was first skips no migration', async () => {
  await world.seedAsStored({ ...earlier, stationacts: oldActs.slice(0, 3) })
  world.wrapStore(store => {
    const insert: Store['migrations']['insert'] = async state => {
      await store.migrations.insert(state)
      return false
    }
    return { ...store, migrations: { ...store.migrations, insert } }
  })
  await tickAt(START)
  world.wrapStore(store => store)
  expect((await agenda())?.migrated).toBeUndefined()
  await tickAt(START + 3 * MINUTE)
  for (const act of await acts()) expect(act).toMatchObject({ shape: 2 })
  expect(await agenda()).toMatchObject({ migrated: LATEST_MIGRATION })
})

function failing(store: Store, isBroken: () => boolean): Store {
  const asStored: Store['asStored'] = name => {
    const collection = store.asStored(name)
    const update: typeof collection.update = async (where, change) => {
      if (isBroken() && where._id === 'act-0007') throw new Error('this document cannot be written')
      return collection.update(where, change)
    }
    return { ...collection, update }
  }
  return { ...store, asStored }
}

test('documents of a newer release are not read, and no timer of this one changes them', async () => {
  const newer = { ...oldActs[0], shape: 99, somethingElse: true }
  await world.seedAsStored({ stationacts: [newer as (typeof oldActs)[0]], migrations: [{ _id: '0099-later' }] })
  await tickAt(START)
  await tickAt(START + 3 * MINUTE)
  expect(await acts()).toEqual([newer])
  expect((await agenda())?.migrated).toBeUndefined()
  expect(world.errors.join()).toContain('NewerDataError')
})
