import { accountIdOf, groupKeyOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aGroup, aMember } from '../../../../worlds/fixtures/groups'
import { aCentre, anOffering, aStaff } from '../../../../worlds/fixtures/index'
import { TEST_ID_SECRET } from '../../support/id-secret'
import type { Scenes, Stage } from '../stage'

/** A group of a centre of its own, with somebody who leads it and another member. */
async function group({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, groupId, offeringId] = [`centre-${n}`, `group-${n}`, `choir-${n}`]
  const [openid, other, manager] = [`holder-${n}`, `member-${n}`, `manager-${n}`]
  const keyOf = (who: string) => groupKeyOf({ idSecret: TEST_ID_SECRET }, groupId, accountIdOf(who))
  const [key, otherKey] = [keyOf(openid), keyOf(other)]
  const people = { [key]: aMember(openid, now, true), [otherKey]: aMember(other, now) }
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    offerings: [anOffering({ _id: offeringId, centreId })],
    groups: [aGroup(now, { _id: groupId, centreId, people })],
    staff: [aStaff(manager, { centreId, role: 'manager' })],
  })
  const stored = async () => (await cloud.stored('groups', { _id: groupId }))[0]
  return { centreId, groupId, offeringId, openid, other, manager, key, otherKey, stored, keyOf, n }
}

export const groupScenes = {
  'group.join': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { groupId, stored, keyOf, n } = await group(stage)
      const openid = `newcomer-${n}`
      return {
        openid,
        input: { groupId },
        check: async () => {
          const { people = {}, accountIds = [] } = (await stored()) ?? {}
          expect([Object.keys(people).length, accountIds.length]).toEqual([3, 3])
          expect(people[keyOf(openid)]).toMatchObject({ isHolder: false })
        },
      }
    },
  },
  'group.leave': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { groupId, openid, otherKey, stored } = await group(stage)
      return {
        openid,
        input: { groupId },
        check: async () => {
          expect(Object.keys((await stored())?.people ?? {})).toEqual([otherKey])
          expect((await stored())?.handOverAt).toBeGreaterThan(0)
        },
      }
    },
  },
  'group.handOver': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { groupId, openid, otherKey, stored } = await group(stage)
      return {
        openid,
        input: { groupId, key: otherKey },
        check: async () => expect((await stored())?.people[otherKey]).toMatchObject({ isHolder: true }),
      }
    },
  },
  'office.saveGroup': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, groupId, offeringId, manager } = await group(stage)
      const plan = { title: '文学社', words: '', kind: 'reading' as const }
      return {
        openid: manager,
        input: { centreId, revision: 0, ...plan, offeringIds: [offeringId] },
        check: async () => {
          const made = (await stage.cloud.stored('groups', { centreId })).filter(({ _id }) => _id !== groupId)
          expect(made).toMatchObject([{ ...plan, offeringIds: [offeringId], revision: 1, state: 'incubated' }])
        },
      }
    },
  },
  'office.closeGroup': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, groupId, manager, stored } = await group(stage)
      return {
        openid: manager,
        input: { centreId, groupId },
        check: async () => expect(await stored()).toMatchObject({ state: 'closed', dueAt: 0 }),
      }
    },
  },
  'office.groupHolder': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, groupId, manager, otherKey, stored } = await group(stage)
      return {
        openid: manager,
        input: { centreId, groupId, key: otherKey, isHolder: true },
        check: async () => expect((await stored())?.people[otherKey]).toMatchObject({ isHolder: true }),
      }
    },
  },
} satisfies Scenes
