import { localDate } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, aStaff } from '../../../../worlds/fixtures/index'
import { aListedDeed, aPanel, aPointGood, aPointTask, withPoints } from '../../../../worlds/fixtures/points'
import type { Scenes, Stage } from '../stage'

/** A centre of its own with a task, a good, a panel and a household. */
async function neighbourhood({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, taskId, goodId] = [`centre-${n}`, `sweep-${n}`, `salt-${n}`]
  const [openid, neighbour, desk, manager] = [`person-${n}`, `neighbour-${n}`, `desk-${n}`, `manager-${n}`]
  const panel = Array.from({ length: 5 }, (_, at) => `judge-${n}-${at}`)
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    pointtasks: [aPointTask({ _id: taskId, centreId, mutual: true })],
    pointgoods: [aPointGood({ _id: goodId, centreId })],
    pointpanels: [aPanel(panel, { _id: centreId })],
    staff: [aStaff(desk, { centreId }), aStaff(manager, { centreId, role: 'manager' })],
    ...withPoints(openid, 20, { now }),
  })
  const report = async () =>
    (await cloud.ask(openid, 'points.report', { taskId, date: localDate(now), hours: null, note: '扫了门口' })).deed
  const listed = async () => {
    const deed = await report()
    await cloud.ask(neighbour, 'points.confirm', { code: deed.code ?? '' })
    return deed.id
  }
  const disputed = async () => {
    const deedId = await listed()
    await cloud.ask(`objector-${n}`, 'points.object', { deedId, reason: '那天没看到' })
    return deedId
  }
  const redeemed = async () => (await cloud.ask(openid, 'points.redeem', { goodId })).redemption.id
  const purse = async () => (await cloud.stored('purses', { _id: accountIdOf(openid) }))[0]
  const good = async () => (await cloud.stored('pointgoods', { _id: goodId }))[0]
  const deed = async (_id: string) => (await cloud.stored('deeds', { _id }))[0]
  const rows = (what: string) => cloud.stored('pointrows', { accountId: accountIdOf(openid), what })
  const people = { openid, neighbour, desk, manager, panel }
  return { centreId, taskId, goodId, ...people, report, listed, disputed, redeemed, purse, good, deed, rows, n }
}

export const pointScenes = {
  'points.report': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { openid, taskId } = await neighbourhood(stage)
      return {
        openid,
        input: { taskId, date: localDate(stage.now), hours: null, note: '扫了门口' },
        check: async () => expect(await stage.cloud.stored('deeds', { taskId })).toMatchObject([{ state: 'done' }]),
      }
    },
  },
  'points.confirm': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { centreId, neighbour, report, deed, rows, purse } = await neighbourhood(stage)
      const { id, code } = await report()
      return {
        openid: neighbour,
        input: { code: code ?? '' },
        check: async () => {
          expect(await deed(id)).toMatchObject({ state: 'listed', points: 2 })
          expect(await rows('earned')).toHaveLength(1)
          expect(await purse()).toMatchObject({ listed: { [id]: { points: 2 } }, rows: {} })
          expect(await stage.cloud.stored('pointissues', { centreId })).toMatchObject([{ issued: 2, open: {} }])
        },
      }
    },
  },
  'staff.pointsConfirm': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { centreId, desk, report, deed, rows } = await neighbourhood(stage)
      const { id } = await report()
      return {
        openid: desk,
        input: { centreId, deedId: id },
        check: async () => {
          expect(await deed(id)).toMatchObject({ state: 'listed', points: 2 })
          expect(await rows('earned')).toHaveLength(1)
        },
      }
    },
  },
  'points.object': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { listed, deed, n } = await neighbourhood(stage)
      const deedId = await listed()
      return {
        openid: `objector-${n}`,
        input: { deedId, reason: '那天没看到' },
        check: async () => {
          const { objections = {}, ...rest } = (await deed(deedId)) ?? {}
          expect(Object.values(objections)).toMatchObject([{ reason: '那天没看到' }])
          expect(rest).toMatchObject({ state: 'disputed', judges: expect.any(Array) })
        },
      }
    },
  },
  'points.vote': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { cloud } = stage
      const { disputed, panel, deed, rows, purse } = await neighbourhood(stage)
      const deedId = await disputed()
      const [first = '', second = '', third = ''] = panel
      for (const judge of [first, second]) await cloud.ask(judge, 'points.vote', { deedId, upheld: false })
      return {
        openid: third,
        input: { deedId, upheld: false },
        check: async () => {
          expect(await deed(deedId)).toMatchObject({ state: 'refused', judges: [] })
          expect(await rows('refused')).toMatchObject([{ reverses: `earned-${deedId}` }])
          expect(await purse()).toMatchObject({ listed: {} })
        },
      }
    },
  },
  'office.reclaimPoints': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { cloud, now } = stage
      const { centreId, manager, n } = await neighbourhood(stage)
      const deedId = `false-${n}`
      // The purse of a household of its own, with the points of this deed and nothing else.
      const owner = `owner-${n}`
      const { deeds, pointrows } = aListedDeed(owner, now, now - 1, { _id: deedId, centreId, state: 'final', dueAt: 0 })
      const { purses, pointrows: given } = withPoints(owner, 2, { now })
      await cloud.seed({
        deeds,
        purses,
        pointrows: [
          ...pointrows,
          ...given.map(row => ({
            ...row,
            _id: `released-${deedId}`,
            subject: deedId,
            entries: { spendable: 2, listed: -2 },
          })),
        ],
      })
      return {
        openid: manager,
        input: { centreId, deedId, reason: '那天没有人来' },
        check: async () => {
          expect(await cloud.stored('deeds', { _id: deedId })).toMatchObject([{ state: 'reclaimed', dueAt: 0 }])
          expect(await cloud.stored('purses', { _id: accountIdOf(owner) })).toMatchObject([
            { lots: [], owed: 0, rows: {} },
          ])
          expect(await cloud.stored('pointrows', { subject: deedId, what: 'reclaimed' })).toHaveLength(1)
        },
      }
    },
  },
  'points.redeem': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { openid, goodId, purse, good, rows } = await neighbourhood(stage)
      return {
        openid,
        input: { goodId },
        check: async () => {
          expect(await stage.cloud.stored('redemptions', { goodId })).toMatchObject([{ state: 'held' }])
          expect(await good()).toMatchObject({ left: 9 })
          expect(await purse()).toMatchObject({ lots: [{ points: 15 }] })
          expect(await rows('taken')).toHaveLength(1)
        },
      }
    },
  },
  'points.giveBack': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { openid, redeemed, purse, good } = await neighbourhood(stage)
      const redemptionId = await redeemed()
      return {
        openid,
        input: { redemptionId },
        check: async () => {
          expect(await stage.cloud.stored('redemptions', { _id: redemptionId })).toMatchObject([{ state: 'returned' }])
          expect(await good()).toMatchObject({ left: 10 })
          expect(await purse()).toMatchObject({ lots: [{ points: 20 }], kept: {} })
        },
      }
    },
  },
  'staff.pointsHandOut': {
    leastPoints: 14,
    heals: true,
    scene: async stage => {
      const { centreId, desk, redeemed, purse, good, rows } = await neighbourhood(stage)
      const redemptionId = await redeemed()
      return {
        openid: desk,
        input: { centreId, redemptionId },
        check: async () => {
          expect(await stage.cloud.stored('redemptions', { _id: redemptionId })).toMatchObject([{ state: 'collected' }])
          expect(await good()).toMatchObject({ left: 9 })
          expect(await purse()).toMatchObject({ lots: [{ points: 15 }], kept: {} })
          expect(await rows('redeemed')).toHaveLength(1)
        },
      }
    },
  },
  'office.savePointTask': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, taskId } = await neighbourhood(stage)
      const task = { title: '看望独居老人', words: '', points: 3, per: 'time', every: 'day' } as const
      return {
        openid: manager,
        input: { centreId, revision: 0, ...task, mutual: false, isOpen: true },
        check: async () => {
          const tasks = await stage.cloud.stored('pointtasks', { centreId })
          expect(tasks.filter(({ _id }) => _id !== taskId)).toMatchObject([{ ...task, revision: 1 }])
        },
      }
    },
  },
  'office.savePointGood': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, goodId, good } = await neighbourhood(stage)
      return {
        openid: manager,
        input: { centreId, goodId, revision: 1, kind: 'food', title: '食盐 1 袋', points: 6, isOpen: true, added: 5 },
        check: async () => expect(await good()).toMatchObject({ points: 6, left: 15, revision: 2 }),
      }
    },
  },
  'office.splitPoints': {
    leastPoints: 16,
    heals: true,
    scene: async stage => {
      const { centreId, manager, openid, neighbour } = await neighbourhood(stage)
      await stage.cloud.seed({ accounts: [openid, neighbour].map(each => aHousehold(each, stage.now)) })
      const [fromId, toId] = [accountIdOf(openid), accountIdOf(neighbour)]
      return {
        openid: manager,
        input: { centreId, fromId, toId, points: 8, reason: '成家搬出去' },
        check: async () => {
          const purses = await stage.cloud.stored('purses')
          const sumOf = (id: string) =>
            purses.find(({ _id }) => _id === id)?.lots.reduce((sum, { points }) => sum + points, 0)
          expect([sumOf(fromId), sumOf(toId)]).toEqual([12, 8])
          expect(purses.find(({ _id }) => _id === fromId)).toMatchObject({ leaving: {}, rows: {} })
          expect(await stage.cloud.stored('pointsplits', { fromId })).toMatchObject([{ state: 'done', dueAt: 0 }])
          const rows = await stage.cloud.stored('pointrows', { what: 'joined' })
          expect(rows.filter(({ accountId }) => accountId === toId)).toHaveLength(1)
        },
      }
    },
  },
  'office.savePointPanel': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, manager, panel } = await neighbourhood(stage)
      const members = panel.map((openid, n) => ({ accountId: accountIdOf(openid), name: '新成员', outside: n === 0 }))
      return {
        openid: manager,
        input: { centreId, revision: 1, members },
        check: async () =>
          expect(await stage.cloud.stored('pointpanels', { _id: centreId })).toMatchObject([{ members, revision: 2 }]),
      }
    },
  },
} satisfies Scenes
