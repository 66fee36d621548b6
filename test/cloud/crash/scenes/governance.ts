import type { TopicState } from '@domain/governance/topic-state'
import { DAY, localDate, MINUTE } from '@domain/time'
import { aNeed, aProject, aTopic } from '../../../../worlds/fixtures/governance'
import { aCentre, aSession, aStaff } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** A centre of its own with two needs. */
async function centre({ cloud, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, older, newer, manager] = [`centre-${n}`, `older-${n}`, `newer-${n}`, `manager-${n}`]
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    needs: [aNeed({ _id: older, centreId }), aNeed({ _id: newer, centreId, at: 2 })],
    staff: [aStaff(manager, { centreId, role: 'manager' })],
  })
  const need = async (_id: string) => (await cloud.stored('needs', { _id }))[0]
  return { n, centreId, older, newer, manager, need }
}

/** The same with a topic in a state. */
async function deliberation(stage: Stage, state: TopicState) {
  const made = await centre(stage)
  const { cloud, now } = stage
  const { n, centreId, older } = made
  const [topicId, desk] = [`topic-${n}`, `desk-${n}`]
  const closesAt = state === 'gathering' ? null : now + 7 * DAY
  const decision = state === 'decided' ? { adopted: true, reasons: '想学的人多', at: now } : null
  await cloud.seed({
    topics: [aTopic({ _id: topicId, centreId, needIds: [older], state, closesAt, decision })],
    staff: [aStaff(desk, { centreId })],
  })
  const topic = async () => (await cloud.stored('topics', { _id: topicId }))[0]
  return { ...made, topicId, desk, topic }
}

/** A resident of whom the centre knows that they were there. */
async function comeIn({ cloud, now }: Stage, { n, centreId, desk }: { n: number; centreId: string; desk: string }) {
  const [openid, sessionId] = [`person-${n}`, `session-${n}`]
  await cloud.seed({ sessions: [aSession(now, { _id: sessionId, centreId, startsAt: now + 10 * MINUTE })] })
  const { booking } = await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })
  await cloud.ask(desk, 'staff.checkInByName', { centreId, bookingId: booking.id })
  return openid
}

export const governanceScenes = {
  'need.put': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { n, centreId } = await centre(stage)
      return {
        openid: `person-${n}`,
        input: { centreId, category: 'care', text: '接孩子放学' },
        check: async () =>
          expect(await stage.cloud.stored('needs', { centreId, category: 'care' })).toMatchObject([{ state: 'open' }]),
      }
    },
  },
  'need.tell': {
    leastPoints: 5,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const { n, centreId } = await centre(stage)
      const openid = `person-${n}`
      const { need } = await cloud.ask(openid, 'need.put', { centreId, category: 'care', text: '接孩子放学' })
      return {
        openid,
        input: { needId: need.id },
        check: async () => {
          expect(await cloud.stored('needs', { _id: need.id })).toMatchObject([{ news: { left: 1 } }])
          expect(await cloud.stored('accounts', { openid })).toHaveLength(1)
        },
      }
    },
  },
  'need.support': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { n, older, need } = await centre(stage)
      return {
        openid: `person-${n}`,
        input: { needId: older },
        check: async () => expect(await need(older)).toMatchObject({ supporters: 1 }),
      }
    },
  },
  'office.answerNeed': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, older, need } = await centre(stage)
      return {
        openid: manager,
        input: { centreId, needId: older, kind: 'done', words: '下周就开' },
        check: async () =>
          expect(await need(older)).toMatchObject({ state: 'answered', dueAt: 0, answer: { words: '下周就开' } }),
      }
    },
  },
  'office.mergeNeed': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, older, newer, need } = await centre(stage)
      return {
        openid: manager,
        input: { centreId, needId: newer, intoId: older },
        check: async () => expect(await need(newer)).toMatchObject({ state: 'merged', mergedInto: { needId: older } }),
      }
    },
  },
  'topic.support': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { n, topicId, topic } = await deliberation(stage, 'gathering')
      return {
        openid: `person-${n}`,
        input: { topicId, version: 1 },
        check: async () => expect(await topic()).toMatchObject({ supporters: 1 }),
      }
    },
  },
  'topic.vote': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { topicId, ...made } = await deliberation(stage, 'voting')
      return {
        openid: await comeIn(stage, made),
        input: { topicId, choice: 'for' },
        check: async () =>
          expect(await stage.cloud.stored('topicvotes', { topicId })).toMatchObject([{ choice: 'for', counted: true }]),
      }
    },
  },
  'staff.enterVote': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, desk, manager, topicId } = await deliberation(stage, 'voting')
      const input = { centreId, topicId, name: '陈桂英', lastFour: '1234', choice: 'against' } as const
      await stage.cloud.ask(manager, 'staff.enterVote', input)
      return {
        openid: desk,
        input,
        check: async () =>
          expect(await stage.cloud.stored('topicvotes', { topicId })).toMatchObject([
            { choice: 'against', counted: true },
          ]),
      }
    },
  },
  'office.saveTopic': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, older } = await deliberation(stage, 'gathering')
      const text = { title: '门口的路灯', words: '换成亮的' }
      return {
        openid: manager,
        input: { centreId, revision: 0, ...text, needIds: [older] },
        check: async () =>
          expect(await stage.cloud.stored('topics', { centreId, title: text.title })).toMatchObject([text]),
      }
    },
  },
  'office.openVote': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, topicId, topic } = await deliberation(stage, 'gathering')
      return {
        openid: manager,
        input: { centreId, topicId, revision: 1, lastDay: localDate(stage.now + 7 * DAY) },
        check: async () => expect(await topic()).toMatchObject({ state: 'voting', revision: 2 }),
      }
    },
  },
  'office.decideTopic': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, topicId, topic } = await deliberation(stage, 'counted')
      return {
        openid: manager,
        input: { centreId, topicId, adopted: true, reasons: '想学的人多' },
        check: async () => expect(await topic()).toMatchObject({ state: 'decided', decision: { adopted: true } }),
      }
    },
  },
  'office.saveProject': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, manager, topicId } = await deliberation(stage, 'decided')
      const plan = { owner: '李主任', from: localDate(stage.now), budget: [{ title: '笔墨', cents: 20_000 }] }
      return {
        openid: manager,
        input: { centreId, topicId, revision: 0, ...plan, milestones: [], offeringIds: [] },
        check: async () => expect(await stage.cloud.stored('projects', { topicId })).toMatchObject([plan]),
      }
    },
  },
  'office.closeProject': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { n, centreId, manager, topicId } = await deliberation(stage, 'decided')
      const projectId = `project-${n}`
      await stage.cloud.seed({ projects: [aProject({ _id: projectId, centreId, topicId, offeringIds: [] })] })
      const closing = { words: '办了十二场', fewReason: '老人不会评' }
      return {
        openid: manager,
        input: { centreId, projectId, ...closing },
        check: async () =>
          expect(await stage.cloud.stored('projects', { topicId })).toMatchObject([
            { state: 'closed', closing, dueAt: 0, figures: { held: 0 } },
          ]),
      }
    },
  },
} satisfies Scenes
