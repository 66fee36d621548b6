import type { OfficeRoute, StaffRoute } from '@domain/contracts'
import type { MeView } from '@domain/contracts/me'
import { mayCall } from '@domain/office/access'
import { dutiesOf, type Held, ROLE_LABELS } from '@domain/office/roles'
import { useRequest } from '@/cloud/use-request'
import type { Slot } from '@/platform/storage'
import type { OfficePlace } from './place'

let held: MeView | null = null

/** The roles of the person, kept while the app runs: every page of the desk asks for them. */
const memory: Slot<MeView> = {
  name: 'office-roles',
  read: () => held,
  write: value => {
    held = value
    return true
  },
  remove: () => {
    held = null
  },
}

export interface Access {
  /** Whether the roles are known. */
  isKnown: boolean
  /** The name of the place, as far as the person's roles tell it. */
  name: string | null
  /** What the person is at the place; null: nothing that is known. */
  role: string | null
  may: (route: StaffRoute | OfficeRoute) => boolean
}

/** What the person may do at a place. The cloud decides again at every call: this only hides what would be refused. */
export function useAccess({ centreId, county }: OfficePlace): Access {
  const { data } = useRequest('me.get', {}, { keepIn: memory })
  const own = data?.staffOf.find(each => each.centreId === centreId)
  const offices = (data?.officeOf ?? []).filter(
    office => office.county === null || !!centreId || office.county === county,
  )
  const roles: Held[] = [
    ...(own ? [{ role: own.role, duties: own.duties }] : []),
    ...offices.map(({ role }) => ({ role, duties: dutiesOf(role) })),
  ]
  const first = roles[0]
  return {
    isKnown: data !== null,
    name: own?.centreName ?? (centreId ? null : (county ?? '全市')),
    role: first ? ROLE_LABELS[first.role] : null,
    may: route => mayCall(route, roles),
  }
}
