import { DAY, localDate } from '@domain/time'
import { aCentre } from '../../../../worlds/fixtures/index'
import { aCentreStars, aStarRound, FULL_MARKS } from '../../../../worlds/fixtures/stars'
import { tickCrashSuite } from './suite'

const yearOf = (now: number) => Number(localDate(now).slice(0, 4))

tickCrashSuite('listing the centres of a star rating, and assigning their reviewers', {
  leastPoints: 20,
  scene: async ({ cloud, now }) => {
    // Of a year that has not begun, so that there is nothing to count.
    const year = yearOf(now) + 1
    await cloud.seed({
      centres: [1, 2, 3].map(n => aCentre({ _id: `listed-${n}`, name: `中心 ${n}`, order: n + 1 })),
      starrounds: [aStarRound(now, { _id: `stars-${year}`, year, enrolledTo: '', assigned: false, dueAt: now })],
    })
    return {
      check: async () => {
        const stars = await cloud.stored('centrestars')
        expect(stars.map(({ reviewers, counted }) => [reviewers?.length, counted])).toEqual(Array(4).fill([1, 0]))
        expect(stars.every(({ dueAt }) => dueAt > now + DAY)).toBe(true)
        expect(await cloud.stored('starrounds')).toMatchObject([{ enrolledTo: null, assigned: true, dueAt: 0 }])
      },
    }
  },
})

tickCrashSuite('counting the last month of a centre, and giving it its stars', {
  leastPoints: 20,
  scene: async ({ cloud, now }) => {
    // The year before the last: all of its months are over, and its stars stand until the end of the last.
    const year = yearOf(now) - 2
    const byCounty = { marks: FULL_MARKS, words: '', at: 1, n: 1, veto: null }
    await cloud.seed({
      starrounds: [aStarRound(now - 60 * DAY, { _id: `stars-${year}`, year, publishedAt: now, dueAt: now })],
      centrestars: [aCentreStars({ year, byCounty, counted: 11, dueAt: now })],
    })
    return {
      check: async () => {
        const [stars] = await cloud.stored('centrestars')
        expect(stars).toMatchObject({ counted: 12, months: { 12: { planned: 0 } }, dueAt: 0 })
        expect(stars?.result?.score).toBeGreaterThan(0)
        expect(await cloud.stored('centres')).toMatchObject([{ stars: { stars: stars?.result?.stars, year } }])
      },
    }
  },
})
