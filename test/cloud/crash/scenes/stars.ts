import { DAY, localDate } from '@domain/time'
import { aCentre, anOfficer, aSession, aStaff } from '../../../../worlds/fixtures/index'
import { aCentreStars, aStarRound, FULL_MARKS, givenMarks } from '../../../../worlds/fixtures/stars'
import type { Scenes, Stage } from '../stage'

/** Two centres of one county that review each other, in a rating whose first phase ended so many days ago. */
async function rated({ cloud, now, nextNumber }: Stage, daysAgo: number) {
  const n = nextNumber()
  const [centreId, ratedId] = [`rated-${n}`, `other-${n}`]
  const [manager, county, city] = [`rated-manager-${n}`, `rated-county-${n}`, `rated-city-${n}`]
  const sessionId = `disputed-${n}`
  const year = Number(localDate(now + 3 * DAY).slice(0, 4))
  const round = aStarRound(now - (10 + daysAgo) * DAY, { _id: `stars-${year}`, year })
  const stars = (id: string, reviewer: string) =>
    aCentreStars({
      ...{ centreId: id, year, reviewers: [reviewer], isSampled: true },
      self: { marks: FULL_MARKS, words: '', at: 1, n: 1 },
      figures: { held: { part: 9, whole: 10, tenths: 50 } },
    })
  await cloud.seed({
    centres: [aCentre({ _id: centreId }), aCentre({ _id: ratedId })],
    staff: [aStaff(manager, { centreId, role: 'manager' }), anOfficer(county, '江川区'), anOfficer(city)],
    starrounds: [round],
    centrestars: [stars(centreId, ratedId), stars(ratedId, centreId)],
    sessions: [aSession(now, { _id: sessionId, centreId })],
  })
  const starsOf = async (id: string) => (await cloud.stored('centrestars', { centreId: id }))[0]
  return { centreId, ratedId, manager, county, city, starsOf, round, sessionId }
}

const SHEET = { n: 0, marks: givenMarks(), words: '台账齐全' }

export const starScenes = {
  'office.openStars': {
    leastPoints: 6,
    heals: true,
    scene: async ({ cloud, now, nextNumber }) => {
      const city = `opening-city-${nextNumber()}`
      await cloud.seed({ staff: [anOfficer(city)] })
      const day = (days: number) => localDate(now + days * DAY)
      // Whenever this runs, the year is over then, and its stars are not.
      const nextJune = `${Number(day(0).slice(0, 4)) + 1}-06-01`
      return {
        openid: city,
        input: { selfUntil: day(10), mutualUntil: day(20), countyUntil: day(30), cityUntil: nextJune },
        check: async () => expect(await cloud.stored('starrounds')).toMatchObject([{ publishedAt: null, rulesId: 2 }]),
      }
    },
  },
  'office.assessStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, manager, starsOf } = await rated(stage, -5)
      return {
        openid: manager,
        input: { centreId, ...SHEET, n: 1 },
        check: async () => expect(await starsOf(centreId)).toMatchObject({ self: { n: 2 }, revision: 2 }),
      }
    },
  },
  'office.reviewStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, ratedId, manager, starsOf } = await rated(stage, 5)
      return {
        openid: manager,
        input: { centreId, ratedId, ...SHEET },
        check: async () =>
          expect(await starsOf(ratedId)).toMatchObject({ reviews: { [centreId]: { n: 1 } }, revision: 2 }),
      }
    },
  },
  'office.appraiseStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, county, starsOf } = await rated(stage, 15)
      return {
        openid: county,
        input: { centreId, ...SHEET, veto: null },
        check: async () =>
          expect(await starsOf(centreId)).toMatchObject({ byCounty: { n: 1, veto: null }, revision: 2 }),
      }
    },
  },
  'office.disputeStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, manager, starsOf, sessionId } = await rated(stage, -5)
      return {
        openid: manager,
        input: { centreId, sessionId, words: '那天停电' },
        check: async () =>
          expect(await starsOf(centreId)).toMatchObject({ disputes: { [sessionId]: { decision: null } }, revision: 2 }),
      }
    },
  },
  'office.decideStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, manager, county, starsOf, sessionId } = await rated(stage, -5)
      await stage.cloud.ask(manager, 'office.disputeStars', { centreId, sessionId, words: '那天停电' })
      return {
        openid: county,
        input: { centreId, sessionId, upheld: true, words: '看过照片' },
        check: async () =>
          expect(await starsOf(centreId)).toMatchObject({
            disputes: { [sessionId]: { decision: { upheld: true } } },
            toRecount: 0,
          }),
      }
    },
  },
  'office.explainStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, manager, starsOf } = await rated(stage, 35)
      return {
        openid: manager,
        input: { centreId, standardId: 'safety', words: '后来补齐了' },
        check: async () => expect(await starsOf(centreId)).toMatchObject({ explained: { safety: '后来补齐了' } }),
      }
    },
  },
  'office.recheckStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, county, starsOf } = await rated(stage, 15)
      return {
        openid: county,
        input: { centreId, standardId: 'held', found: 8, words: '翻了纸质名单' },
        check: async () => expect(await starsOf(centreId)).toMatchObject({ rechecks: { held: { found: 8, part: 9 } } }),
      }
    },
  },
  'office.publishStars': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, ratedId, city, starsOf, round } = await rated(stage, 35)
      const sheet = { marks: FULL_MARKS, words: '', at: 1, n: 1, veto: null }
      for (const id of [centreId, ratedId])
        await stage.cloud.change('centrestars', `${round.year}-${id}`, { byCounty: sheet })
      return {
        openid: city,
        input: {},
        check: async () => {
          await stage.cloud.tick()
          expect(await starsOf(centreId)).toMatchObject({ result: { score: 1000, stars: 5 }, dueAt: 0 })
          expect(await stage.cloud.stored('centres', { _id: ratedId })).toMatchObject([{ stars: { stars: 5 } }])
        },
      }
    },
  },
} satisfies Scenes
