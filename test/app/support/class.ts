import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../../cloud/support/clock'
import type { AppCloud } from './cloud'

/** Its first session begins in ten minutes, the second in three days; both have two places, for ages 6 to 12. */
export const CLASS = {
  page: 'pages/class/index?id=calligraphy',
  today: 'calligraphy-today',
  later: 'calligraphy-later',
}

export const DOOR = { openid: 'door-staff', centreId: CENTRE }

/** A centre with one class and one person at the door. */
export async function seedClass(cloud: AppCloud): Promise<void> {
  const now = cloudNow()
  const about = { capacity: 2, rules: { audience: { ageMin: 6, ageMax: 12, accompanied: 'no' as const } } }
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [
      aSession(now, { ...about, _id: CLASS.today, startsAt: now + 10 * MINUTE }),
      aSession(now, { ...about, _id: CLASS.later, startsAt: now + 3 * DAY }),
    ],
    staff: [aStaff(DOOR.openid)],
  })
}

/** A household with 果果, eight years old, and 豆豆, four. */
export async function seedHousehold(cloud: AppCloud, openid: string): Promise<void> {
  await cloud.seed({ accounts: [aHousehold(openid, cloudNow())] })
}

/** Books for 果果 of a new household; returns the booking. */
export async function book(cloud: AppCloud, openid: string, sessionId: string) {
  await seedHousehold(cloud, openid)
  const { booking } = await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['guoguo'] })
  return booking
}
