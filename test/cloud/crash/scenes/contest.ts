import { JUDGED_STAGES, latestContestRules } from '@domain/contest/rules'
import { DAY, HOUR, localDate } from '@domain/time'
import { accountIdOf, talentKeyOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type { ContestDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn } from '../../../../worlds/bookings'
import { aContest, aContestEntry, aJuror, CONTEST_MARKS, contestMarks } from '../../../../worlds/fixtures/contest'
import { aHousehold, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../../../worlds/fixtures/index'
import { aShift, aSocialWorker } from '../../../../worlds/fixtures/volunteers'
import { seededRandom } from '../../../../worlds/random'
import { TEST_ID_SECRET } from '../../support/id-secret'
import type { Scenes, Stage } from '../stage'

/** A contest with the entry of one centre, and a jury of nine who judge it in this stage. */
async function contested({ cloud, now, nextNumber }: Stage, change: Partial<ContestDocument> = {}) {
  const n = nextNumber()
  const [centreId, city, manager] = [`contested-${n}`, `contest-city-${n}`, `contest-manager-${n}`]
  const jurors = Array.from({ length: 9 }, (_, at) =>
    aJuror(at, now, { accountId: accountIdOf(`contest-juror-${n}-${at}`), joinedAt: now }),
  )
  const entry = aContestEntry({ centreId })
  const judges = Object.fromEntries(
    JUDGED_STAGES.map(stage => [stage, { [entry._id]: jurors.map(({ _id }) => _id).sort() }]),
  )
  await cloud.seed({
    staff: [aStaff(manager, { centreId, role: 'manager' }), anOfficer(city)],
    contests: [aContest(now, { dueAt: now + 50 * DAY, judges, ...change })],
    contestentries: [entry],
    contestjurors: jurors,
  })
  const entries = () => cloud.stored('contestentries', { _id: entry._id })
  return { n, centreId, city, manager, entry, entries, jurors, juror: `contest-juror-${n}-0` }
}

const TALENT = 'talent-2026'

/** A selection of social workers that is open, and one who can enter. */
async function selected({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const openid = `selected-${n}`
  const centreId = CENTRE
  const accountId = accountIdOf(openid)
  const entryId = `${TALENT}-${talentKeyOf({ idSecret: TEST_ID_SECRET, accountId }, TALENT)}`
  const mark = (days: number) => ({ at: now - days * DAY, by: '', requestId: '' })
  const certificate = {
    ...{ id: 'paper-1', level: 'senior' as const, from: localDate(now - DAY), until: localDate(now + 300 * DAY) },
    ...{ state: 'right' as const, at: 1, checkedAt: 2, checkedBy: '', checkedByName: null, reason: '' },
  }
  await cloud.seed({
    staff: [aStaff(openid, { centreId })],
    contests: [aContest(now, { _id: TALENT, rulesId: latestContestRules('talent').id, dueAt: now + 50 * DAY })],
    socialworkers: [aSocialWorker(openid, now, { certificates: [certificate] })],
    shifts: [200, 160, 120, 80, 40, 20, 10].map(days =>
      aShift(now, {
        ...{ _id: `guided-${n}-${days}`, startsAt: now - days * DAY, guide: { accountId, name: '' } },
        ...{ closedAt: now - days * DAY + 3 * HOUR, dueAt: 0, accountIds: ['volunteer'], taken: 1, minutes: 120 },
        people: {
          one: {
            ...{ accountId: 'volunteer', name: '', at: 1, confirmedAt: null, in: mark(days), out: mark(days) },
            ...{ outcome: 'done', minutes: 120, signed: null, manual: null },
          },
        },
      }),
    ),
  })
  return { openid, centreId, entryId, entries: () => cloud.stored('contestentries', { _id: entryId }) }
}

const result = { sheets: 9, score: 650, effect: 150, spread: 250, z: 0 }

export const contestScenes = {
  'office.openContest': {
    leastPoints: 6,
    heals: true,
    scene: async ({ cloud, now, nextNumber }) => {
      const city = `contest-city-${nextNumber()}`
      await cloud.seed({ staff: [anOfficer(city)] })
      const day = (days: number) => localDate(now + days * DAY)
      return {
        openid: city,
        input: { entryUntil: day(10), caseUntil: day(20), pitchUntil: day(30), roadshowUntil: day(40) },
        check: async () => expect(await cloud.stored('contests')).toMatchObject([{ stage: 'entry', revision: 1 }]),
      }
    },
  },
  'office.enterContest': {
    leastPoints: 12,
    heals: true,
    scene: async ({ cloud, now, nextNumber }) => {
      const offeringId = `entered-${nextNumber()}`
      const account = aHousehold(`came-${offeringId}`, now)
      const held = [0, 1, 2, 3, 4, 5, 6].map(n => {
        const startsAt = now - (200 - n * 32) * DAY
        const times = { startsAt, endsAt: startsAt + HOUR, settleAt: null }
        const session = aSession(now, { _id: `${offeringId}-${n}`, offeringId, ...times })
        const party = account.members.slice(0, 1)
        const visit = { account, party, requestId: `request-${n}-${offeringId}`, createdAt: startsAt - DAY, now }
        const booking = book(session, { ...visit, random: seededRandom(offeringId) })
        return { session, booking, row: checkIn(booking, startsAt, 'desk') }
      })
      await cloud.seed({
        contests: [aContest(now)],
        offerings: [anOffering({ _id: offeringId })],
        accounts: [account],
        sessions: held.map(({ session }) => session),
        bookings: held.map(({ booking }) => booking),
        checkins: held.map(({ row }) => row),
      })
      return {
        openid: 'manager',
        input: {
          centreId: CENTRE,
          offeringId,
          n: 0,
          title: '周末书法班',
          words: '孩子和老人一起写',
          partners: ['益家社'],
        },
        check: async () =>
          expect(await cloud.stored('contestentries')).toMatchObject([
            { n: 1, revision: 1, delivery: { sessions: 7 } },
          ]),
      }
    },
  },
  'office.withdrawEntry': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, manager, entry, entries } = await contested(stage)
      return {
        openid: manager,
        input: { centreId, entryId: entry._id },
        check: async () => expect(await entries()).toMatchObject([{ withdrawnAt: expect.any(Number), revision: 2 }]),
      }
    },
  },
  'office.enterTalent': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { openid, centreId, entries } = await selected(stage)
      return {
        openid,
        input: { centreId, n: 0, words: '陪了十二位独居老人一年' },
        check: async () =>
          expect(await entries()).toMatchObject([
            { n: 1, revision: 1, delivery: { sessions: 7 }, certificate: { level: 'senior' } },
          ]),
      }
    },
  },
  'office.withdrawTalent': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { openid, centreId, entries, entryId } = await selected(stage)
      await stage.cloud.seed({ contestentries: [aContestEntry({ _id: entryId, contestId: TALENT })] })
      return {
        openid,
        input: { centreId },
        check: async () => expect(await entries()).toMatchObject([{ withdrawnAt: expect.any(Number), revision: 2 }]),
      }
    },
  },
  'office.inviteJuror': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { city } = await contested(stage)
      return {
        openid: city,
        input: { name: '李老师', employer: '玉溪师范学院', centreIds: [], partners: [] },
        check: async () =>
          expect(await stage.cloud.stored('contestjurors', { name: '李老师' })).toMatchObject([{ joinedAt: null }]),
      }
    },
  },
  'office.lookAtSpread': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { city, entry, entries } = await contested(stage, { stage: 'closed', dueAt: 0 })
      await stage.cloud.change('contests', 'contest-2026', { results: { case: { [entry._id]: result } } })
      return {
        openid: city,
        input: { entryId: entry._id, stage: 'case', words: '看过，各有理由' },
        check: async () =>
          expect(await entries()).toMatchObject([{ looked: { case: { words: '看过，各有理由' } }, revision: 2 }]),
      }
    },
  },
  'office.publishContest': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { city } = await contested(stage, { stage: 'closed', dueAt: 0 })
      return {
        openid: city,
        input: {},
        check: async () =>
          expect(await stage.cloud.stored('contests')).toMatchObject([{ stage: 'published', revision: 2 }]),
      }
    },
  },
  'contest.join': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { n } = await contested(stage)
      const invited = aJuror(20, stage.now)
      await stage.cloud.seed({ contestjurors: [invited] })
      const openid = `joining-${n}`
      return {
        openid,
        input: { code: invited.code },
        check: async () =>
          expect(await stage.cloud.stored('contestjurors', { accountId: accountIdOf(openid) })).toHaveLength(1),
      }
    },
  },
  'contest.score': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { entry, entries, juror } = await contested(stage, { stage: 'case' })
      return {
        openid: juror,
        input: { entryId: entry._id, n: 0, marks: contestMarks() },
        check: async () =>
          expect(await entries()).toMatchObject([
            { sheets: { case: { 'juror-0': { marks: CONTEST_MARKS, n: 1 } } }, revision: 2 },
          ]),
      }
    },
  },
} satisfies Scenes
