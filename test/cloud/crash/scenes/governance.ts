import { aNeed } from '../../../../worlds/fixtures/governance'
import { aCentre, aStaff } from '../../../../worlds/fixtures/index'
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
} satisfies Scenes
