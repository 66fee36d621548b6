import { DAY } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type { HonourDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aHeldHonour, aListedHonour, anHonour } from '../../../../worlds/fixtures/honours'
import { aCentre, aHousehold, aStaff } from '../../../../worlds/fixtures/index'
import { aPanel } from '../../../../worlds/fixtures/points'
import type { Scenes, Stage } from '../stage'

/** A centre of its own with a panel, a household, and its honour as `make` says. */
async function honoured(
  stage: Stage,
  make?: (openid: string, now: number, change: Partial<HonourDocument>) => HonourDocument,
) {
  const { cloud, now, nextNumber } = stage
  const n = nextNumber()
  const [centreId, openid, staff, honourId] = [`centre-${n}`, `home-${n}`, `manager-${n}`, `honour-${n}`]
  const panel = Array.from({ length: 5 }, (_, at) => `judge-${n}-${at}`)
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    accounts: [aHousehold(openid, now)],
    pointpanels: [aPanel(panel, { _id: centreId })],
    staff: [aStaff(staff, { centreId, role: 'manager' })],
    honours: make ? [make(openid, now, { _id: honourId, centreId })] : [],
  })
  const stored = async () => (await cloud.stored('honours', { centreId }))[0]
  return { centreId, openid, staff, honourId, panel, stored, n }
}

export const honourScenes = {
  'honours.nominate': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { centreId, openid, stored } = await honoured(stage)
      return {
        openid,
        input: { centreId, kind: 'finest', personId: null, words: '照顾老人' },
        check: async () => expect(await stored()).toMatchObject({ state: 'review', round: 1 }),
      }
    },
  },
  'honours.answer': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { openid, honourId, stored } = await honoured(stage, anHonour)
      return {
        openid,
        input: { honourId, accept: true },
        check: async () => expect(await stored()).toMatchObject({ state: 'review', round: 1 }),
      }
    },
  },
  'honours.object': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const listed = (openid: string, now: number, change: Partial<HonourDocument>) =>
        aListedHonour(openid, now, now + 5 * DAY, change)
      const { honourId, stored, n } = await honoured(stage, listed)
      return {
        openid: `objector-${n}`,
        input: { honourId, reason: '夜里吵' },
        check: async () => expect(await stored()).toMatchObject({ state: 'disputed', round: 2 }),
      }
    },
  },
  'honours.vote': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { honourId, openid, panel, stored } = await honoured(stage, anHonour)
      const { cloud } = stage
      await cloud.ask(openid, 'honours.answer', { honourId, accept: true })
      const [first = '', second = '', third = ''] = panel
      for (const judge of [first, second]) await cloud.ask(judge, 'honours.vote', { honourId, round: 1, isFor: true })
      return {
        openid: third,
        input: { honourId, round: 1, isFor: true },
        check: async () => expect(await stored()).toMatchObject({ state: 'listed', judges: [] }),
      }
    },
  },
  'office.nominateHonour': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { centreId, openid, staff, stored } = await honoured(stage)
      return {
        openid: staff,
        input: { centreId, kind: 'garden', personId: accountIdOf(openid), words: '种满了花' },
        check: async () => expect(await stored()).toMatchObject({ state: 'nominated', way: 'staff' }),
      }
    },
  },
  'office.recheckHonour': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const held = (openid: string, now: number, change: Partial<HonourDocument>) =>
        aHeldHonour(openid, now, now + 80 * DAY, change)
      const { centreId, honourId, staff, stored } = await honoured(stage, held)
      return {
        openid: staff,
        input: { centreId, honourId, reason: '楼道里又堆了东西' },
        check: async () => expect(await stored()).toMatchObject({ state: 'rechecking', reason: '楼道里又堆了东西' }),
      }
    },
  },
} satisfies Scenes
