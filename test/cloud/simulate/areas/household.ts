import { MINUTE } from '@domain/time'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'

/** Members of a household; people who have their account erased, and come back as new users. */
export const household: Area = {
  name: 'household',
  acts: [
    { does: 'add a child', perDay: 0.5, hours: [7, 22], run: add },
    { does: 'take somebody out', perDay: 0.2, hours: [7, 22], run: remove },
    { does: 'be forgotten', perDay: 0.3, hours: [7, 22], run: erase },
  ],
  due: [{ what: 'an erasure', collection: 'accounts', field: 'erasingAt', after: 2 * MINUTE }],
}

function add(city: City, centre: CentrePlan): void {
  const child = { relation: 'child', nickname: '小宝', birthMonth: '2019-05', guardianConsent: true } as const
  city.phoneOf(city.aResident(centre)).press('member.save', child)
}

function remove(city: City, centre: CentrePlan): void {
  const resident = city.aResident(centre)
  const members = city.simulation.one('accounts', resident.accountId)?.members ?? []
  const memberId = city.oneOf(members)?.id
  if (memberId) city.phoneOf(resident).press('member.remove', { memberId })
}

/** Erases the account of a rider. Households are not erased, so that there are always enough. */
function erase(city: City, centre: CentrePlan): void {
  const resident = city.oneOf(centre.residents.filter(({ memberIds }) => memberIds.length === 1))
  if (resident) city.phoneOf(resident).press('me.erase', {})
}
