import { DAY, localDate } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aContest, aContestEntry, aJuror, CONTEST_MARKS } from '../../../../worlds/fixtures/contest'
import { aNeed } from '../../../../worlds/fixtures/governance'
import { aCentre, aHousehold } from '../../../../worlds/fixtures/index'
import { aCentreStars, aStarRound, FULL_MARKS } from '../../../../worlds/fixtures/stars'
import { tickCrashSuite } from './suite'

tickCrashSuite('telling a household that its need was answered', {
  leastPoints: 4,
  scene: async ({ cloud, now }) => {
    const before = (await cloud.outbox('mum')).length
    await cloud.seed({
      accounts: [aHousehold('mum', now)],
      needs: [
        aNeed({
          ...{ at: now - 2 * DAY, accountId: accountIdOf('mum'), state: 'answered', dueAt: 0, lookAt: now },
          answer: { kind: 'done', words: '下周六就开', level: 'centre', at: now - DAY },
          news: { left: 2, sent: 0, step: '', sendingAt: 0, requests: [] },
        }),
      ],
    })
    return {
      check: async () => {
        const told = { left: 1, sent: 1, step: 'answered', sendingAt: 0 }
        expect(await cloud.stored('needs')).toMatchObject([{ lookAt: 0, news: told }])
        // Once, and a second time when the tick died between sending and noting it.
        const messages = (await cloud.outbox('mum')).length - before
        expect([1, 2]).toContain(messages)
      },
    }
  },
})

tickCrashSuite('ending the pitch of a contest, drawing the running order, and assigning the jury of the roadshow', {
  leastPoints: 8,
  scene: async ({ cloud, now }) => {
    const jurors = Array.from({ length: 9 }, (_, n) => aJuror(n, now, { accountId: `account-${n}`, joinedAt: now }))
    const sheet = { marks: CONTEST_MARKS, at: now, n: 1 }
    const sheets = { pitch: Object.fromEntries(jurors.map(({ _id }) => [_id, sheet])) }
    const entries = ['one', 'two'].map(centreId => aContestEntry({ centreId, sheets }))
    const judges = Object.fromEntries(entries.map(({ _id }) => [_id, jurors.map(juror => juror._id)]))
    const of = (value: object) => Object.fromEntries(entries.map(({ _id }) => [_id, value]))
    await cloud.seed({
      contests: [
        aContest(now - 30 * DAY, {
          ...{ stage: 'pitch', judges: { case: judges, pitch: judges }, dueAt: now },
          results: { case: of({ sheets: 9, score: 650, effect: 150, spread: 0, z: 0 }) as never },
        }),
      ],
      contestentries: entries,
      contestjurors: jurors,
    })
    return {
      check: async () => {
        const [contest] = await cloud.stored('contests')
        expect(contest).toMatchObject({ stage: 'roadshow', results: { pitch: of({ sheets: 9, score: 650 }) } })
        expect(contest?.closing).not.toBeNull()
        expect([...(contest?.order?.order ?? [])].sort()).toEqual(entries.map(({ _id }) => _id))
        expect(Object.values(contest?.judges.roadshow ?? {}).map(({ length }) => length)).toEqual([9, 9])
      },
    }
  },
})

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
