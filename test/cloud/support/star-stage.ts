import { atLocal } from '@domain/time'
import { givenMarks } from '../../../worlds/fixtures/stars'
import { callsOf } from '../in-process/calls'
import { openWorld } from '../in-process/world'
import { COUNTIES, ids, START, starYear } from './star-year'

/** The rating of the city of `starYear`, one phase after the other. */

export const [ONE = '', OTHER = ''] = ids
export const DEADLINES = {
  selfUntil: '2026-11-30',
  mutualUntil: '2026-12-20',
  countyUntil: '2027-01-10',
  cityUntil: '2027-01-20',
}
/** A moment in each phase. */
export const IN = {
  self: START,
  mutual: atLocal('2026-12-05'),
  county: atLocal('2026-12-28'),
  city: atLocal('2027-01-15'),
  closed: atLocal('2027-01-25'),
}

export const manager = (centreId: string) => `manager-${centreId}`
export const office = (centreId: string) => `office-${COUNTIES[ids.indexOf(centreId) % 4]}`
export const mark = (safety: number, words: string) => ({ n: 0, marks: givenMarks({ safety }), words })

/** A world with that city, and the acts of a rating. `seed` comes first in each test. */
export function openStars() {
  const world = openWorld()
  const calls = callsOf(world)
  const { ask } = calls
  const tick = async () => void (await (await world.startTick()).finish())
  const starsOf = async (centreId: string) => (await world.stored('centrestars', { centreId }))[0]

  async function seed() {
    world.reset()
    world.setClock(START)
    await world.seed(starYear())
  }

  /** Opens the rating; afterwards the timer has done what it can. */
  async function open() {
    await ask('city', 'office.openStars', DEADLINES)
    for (let n = 0; n < 3; n++) await tick()
  }

  /** Every centre assesses itself and its neighbours, offices mark all. Words and marks tell who gave them. */
  async function markAll({ until }: { until: keyof typeof IN }) {
    await open()
    for (const centreId of ids) await ask(manager(centreId), 'office.assessStars', { centreId, ...mark(11, 'SELF') })
    if (until === 'self') return
    world.setClock(IN.mutual)
    await tick()
    for (const centreId of ids) {
      const { reviews } = await ask(manager(centreId), 'office.stars', { centreId })
      for (const { centreId: ratedId } of reviews)
        await ask(manager(centreId), 'office.reviewStars', { centreId, ratedId, ...mark(22, 'REVIEW') })
    }
    if (until === 'mutual') return
    world.setClock(IN.county)
    await tick()
    for (const centreId of ids)
      await ask(office(centreId), 'office.appraiseStars', { centreId, ...mark(33, 'COUNTY'), veto: null })
    if (until === 'county') return
    world.setClock(IN.city)
    await tick()
    await ask('city', 'office.appraiseStars', { centreId: ONE, ...mark(44, 'CITY'), veto: null })
    if (until === 'city') return
    world.setClock(IN.closed)
    await tick()
  }
  return { world, ...calls, tick, starsOf, seed, open, markAll }
}
