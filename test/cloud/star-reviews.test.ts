import { DAY } from '@domain/time'
import { aCentre, anOfficer, aStaff } from '../../worlds/fixtures/index'
import { aCentreStars, aStarRound, FULL_MARKS } from '../../worlds/fixtures/stars'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

const START = Date.parse('2026-11-20T02:00:00Z')
const world = openWorld()
const { ask } = callsOf(world)

/** Everything, or nothing. */
const sheet = (share: 0 | 1) => ({
  marks: Object.fromEntries(Object.entries(FULL_MARKS).map(([id, tenths]) => [id, tenths * share])),
  ...{ words: '', at: 1, n: 1 },
})

test('offices learn that two centres favour each other, once all reviews are in, and centres never do', async () => {
  world.setClock(START)
  const ids = ['one', 'two', 'three', 'four']
  const stars = (centreId: string, generous: string) => {
    const reviewers = ids.filter(id => id !== centreId)
    const reviews = Object.fromEntries(reviewers.map(id => [id, sheet(id === generous ? 1 : 0)]))
    return aCentreStars({ centreId, centreName: centreId, reviewers, reviews })
  }
  await world.seed({
    centres: ids.map((_id, order) => aCentre({ _id, order: order + 1 })),
    staff: [anOfficer('county', '江川区'), anOfficer('city'), aStaff('manager', { centreId: 'one', role: 'manager' })],
    starrounds: [aStarRound(START - 15 * DAY)],
    centrestars: [stars('one', 'two'), stars('two', 'one'), stars('three', 'one'), stars('four', 'four')],
  })
  const favoured = async (openid: string, centreId = 'one') =>
    (await ask(openid, 'office.stars', { centreId })).favoured
  expect([await favoured('county'), await favoured('city'), await favoured('manager')]).toEqual([[], [], []])
  world.setClock(START + 6 * DAY)
  expect([await favoured('county'), await favoured('city'), await favoured('manager')]).toEqual([['two'], ['two'], []])
  expect(await favoured('city', 'three')).toEqual([])
  world.setClock(START + 60 * DAY)
  expect(await favoured('manager')).toEqual([])
})
