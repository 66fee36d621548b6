import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf, shiftKeyOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, aStaff, aStation, CENTRE } from '../../../worlds/fixtures/index'
import { aShift, aVolunteer } from '../../../worlds/fixtures/volunteers'
import { cloudNow } from './clock'
import { TEST_ID_SECRET } from './id-secret'
import type { TestCloud } from './test-cloud'

/** When the tests run. */
export const now = cloudNow()

/** When the shift `shift-1` begins and ends. */
export const START = now + 3 * DAY
export const END = START + 2 * HOUR

/** Empties the cloud and seeds a centre with one shift of two places, three volunteers, and staff. */
export async function openShifts(cloud: TestCloud): Promise<void> {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    stations: [aStation()],
    accounts: [aHousehold('mum', now)],
    volunteers: ['mum', 'dad', 'neighbour'].map(openid => aVolunteer(openid, now)),
    shifts: [aShift(now)],
    staff: [
      aStaff('desk'),
      aStaff('colleague'),
      aStaff('manager', { role: 'manager' }),
      aStaff('elsewhere', { role: 'manager', centreId: 'other' }),
    ],
  })
}

/** The acts of volunteers and of the desk. `cloud` is asked for at each call: it is started before the first test. */
export function shiftsOf(cloud: () => TestCloud) {
  const ownOf = async (openid: string, shiftId = 'shift-1') =>
    (await cloud().ask(openid, 'volunteer.shift', { shiftId })).shift.own
  /** Sets the clock to a moment, and lets the timer run. */
  const to = async (ms: number, ticks = 2) => {
    cloud().at(ms)
    for (let n = 0; n < ticks; n++) await cloud().tick()
  }
  return {
    ownOf,
    to,
    afterwards: () => to(END + HOUR + MINUTE),
    signUp: (openid: string, shiftId = 'shift-1') => cloud().ask(openid, 'volunteer.signUp', { shiftId }),
    codeOfSignUp: (openid: string, shiftId = 'shift-1') => cloud().codeOf(openid, 'volunteer.signUp', { shiftId }),
    home: (openid: string) => cloud().ask(openid, 'volunteer.home', {}),
    async mark(openid: string, what: 'in' | 'out') {
      const code = (await ownOf(openid))?.code ?? ''
      return cloud().codeOf('desk', 'staff.shiftMark', { centreId: CENTRE, shiftId: 'shift-1', code, what })
    },
    keyOf: (openid: string) => shiftKeyOf({ idSecret: TEST_ID_SECRET }, 'shift-1', accountIdOf(openid)),
    stored: async (shiftId = 'shift-1') => (await cloud().stored('shifts', { _id: shiftId }))[0],
  }
}
