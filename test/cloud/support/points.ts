import type { ParsedInput } from '@domain/contracts'
import { localDate } from '@domain/time'
import { aCentre, aHousehold, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { aPanel, aPointGood, aPointTask } from '../../../worlds/fixtures/points'
import { cloudNow } from './clock'
import type { TestCloud } from './test-cloud'

/** When the tests run. */
export const now = cloudNow()

/** The members of the panel. */
export const PANEL = ['judge-1', 'judge-2', 'judge-3', 'judge-4', 'judge-5']

/** Empties the cloud and seeds a centre with tasks, goods and a panel, its staff, and a household. */
export async function openPoints(cloud: TestCloud): Promise<void> {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    accounts: [aHousehold('mum', now)],
    pointtasks: [
      aPointTask(),
      aPointTask({ _id: 'help', title: '搭把手', mutual: true, points: 8, every: 'day' }),
      aPointTask({ _id: 'clean', title: '一起打扫', points: 5, per: 'hour', every: 'day' }),
    ],
    pointgoods: [aPointGood(), aPointGood({ _id: 'rice', title: '大米', points: 20, left: 1 })],
    pointpanels: [aPanel(PANEL)],
    staff: [aStaff('desk'), aStaff('manager', { role: 'manager' }), aStaff('elsewhere', { centreId: 'other' })],
  })
}

/** A report of the task that is done every day. */
export const sweep: ParsedInput<'points.report'> = {
  taskId: 'sweep',
  date: localDate(now),
  hours: null,
  note: '扫了门口',
}

/** What people do for their points. `cloud` is asked for at each call: it is started before the first test. */
export function pointsOf(cloud: () => TestCloud) {
  const report = async (openid: string, input = sweep) => (await cloud().ask(openid, 'points.report', input)).deed
  return {
    report,
    /** Reports and lets a neighbour confirm. */
    async listed(openid: string, neighbour = 'neighbour', input = sweep) {
      const { id, code } = await report(openid, input)
      await cloud().ask(neighbour, 'points.confirm', { code: code ?? '' })
      return id
    },
    home: (openid: string) => cloud().ask(openid, 'points.home', { centreId: CENTRE }),
    deedOf: async (openid: string, deedId: string) => (await cloud().ask(openid, 'points.deed', { deedId })).deed,
    /** Sets the clock ahead by so much, and lets the timer run. */
    async pass(ms: number) {
      cloud().later(ms)
      for (let n = 0; n < 3; n++) await cloud().tick()
    },
  }
}
