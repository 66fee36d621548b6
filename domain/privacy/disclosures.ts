import type { OfficeRoute, ResidentRoute, StaffRoute } from '../contracts'

/** Every route to which the app may send a position, and what for. Nothing of it is stored. */
export const POSITION_USES: Readonly<Partial<Record<ResidentRoute, string>>> = {
  'home.get': '首页先放最近的中心',
  'centre.list': '中心按远近排',
  'centre.get': '中心页面上的距离',
  'station.list': '驿站按远近排',
  'station.get': '驿站页面上的距离',
  'find.search': '找东西时近的排前面',
}

/** Every answer to staff that may hold whole names of residents: what they search for is shown as far as it takes. */
export const WHOLE_NAMES: readonly (StaffRoute | OfficeRoute)[] = ['staff.find', 'staff.roster']
