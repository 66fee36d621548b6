import { DAY } from '@domain/time'
import { aContest, aContestEntry, aJuror, CONTEST_MARKS } from '../../../../worlds/fixtures/contest'
import { tickCrashSuite } from './suite'

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
