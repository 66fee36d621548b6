import type { Duty } from '@domain/office/roles'
import { HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aCanteen, aCentre, aHousehold, anOffering, aStation } from '../../../../worlds/fixtures/index'
import type { Random } from '../../../../worlds/random'
import type { Collections } from '../../../../worlds/world'

/** Start of the simulation, epoch ms: a local midnight. */
export const BEGINNING = Date.parse('2026-07-01T00:00:00+08:00')

/** Households of one centre; below, single people. */
const HOUSEHOLDS = 22
const SINGLES = 8

/** One centre as its people know it. */
export interface CentrePlan {
  id: string
  /** Openids. */
  manager: string
  staff: string[]
  station: string
  residents: Resident[]
}

/** A person with a phone. */
export interface Resident {
  openid: string
  accountId: string
  centreId: string
  /** Whom this person books for; the holder comes first. */
  memberIds: string[]
}

export interface CityPlan {
  centres: CentrePlan[]
  residents: Resident[]
}

/** Plans a city with this many centres. */
export function planCity(centres: number): CityPlan {
  const plans = Array.from({ length: centres }, (_, n) => planCentre(`centre-${n + 1}`))
  return { centres: plans, residents: plans.flatMap(({ residents }) => residents) }
}

function planCentre(id: string): CentrePlan {
  const person = (kind: string, n: number, memberIds: string[]): Resident => {
    const openid = `${kind}-${id}-${n}`
    return { openid, accountId: accountIdOf(openid), centreId: id, memberIds }
  }
  return {
    id,
    manager: `manager-${id}`,
    staff: [`staff-${id}-1`, `staff-${id}-2`],
    station: `station-${id.slice('centre-'.length)}`,
    residents: [
      ...Array.from({ length: HOUSEHOLDS }, (_, n) => person('home', n, ['self', 'guoguo', 'doudou'])),
      ...Array.from({ length: SINGLES }, (_, n) => person('rider', n, ['self'])),
    ],
  }
}

/** Returns the documents of the city before anything happens. Riders have no account yet. */
export function foundCity({ centres }: CityPlan, random: Random): Collections {
  const role = (centreId: string, openid: string, held: 'staff' | 'manager', duties?: Duty[]) => ({
    _id: accountIdOf(openid),
    roles: [{ centreId, centreName: centreId, role: held, ...(duties ? { duties } : {}) }],
  })
  return {
    centres: centres.map(({ id }, n) => aCentre({ _id: id, name: id, order: n })),
    offerings: centres.flatMap(({ id }) => [
      anOffering({ _id: `${id}-class`, centreId: id }),
      anOffering({ _id: `${id}-study`, centreId: id, kind: 'seat', category: 'study', title: '自习室' }),
      anOffering({ _id: `${id}-naps`, centreId: id, kind: 'berth', category: 'nap', title: '小憩床位' }),
      anOffering({ _id: `${id}-lunch`, centreId: id, kind: 'meal', category: 'canteen', title: '午餐' }),
    ]),
    canteens: centres.map(({ id }) => aCanteen({ _id: id, offeringId: `${id}-lunch`, online: true, spare: 2 })),
    staff: centres.flatMap(({ id, manager, staff }) => [
      role(id, manager, 'manager'),
      ...staff.map(openid => role(id, openid, 'staff', ['door', 'till', 'courier'])),
    ]),
    stations: centres.map(({ id, station }, n) =>
      aStation({
        _id: station,
        centreId: id,
        name: station,
        order: n,
        capacity: random.whole(4, 8),
        stay: 2 * HOUR,
        hours: { week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 420, closes: 1380 })), closures: [] },
        location: { type: 'Point', coordinates: [102.5 + n / 100, 24.3] },
      }),
    ),
    accounts: centres.flatMap(({ residents }) =>
      residents
        .filter(({ memberIds }) => memberIds.length > 1)
        .map(({ openid }) => aHousehold(openid, BEGINNING - 30 * MINUTE)),
    ),
  }
}
