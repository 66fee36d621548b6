import type { OfficeRoute, StaffRoute } from '@domain/contracts'
import type { MeView } from '@domain/contracts/me'
import { mayCall } from '@domain/office/access'
import { dutiesOf, type Held, ROLE_LABELS } from '@domain/office/roles'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import type { Slot } from '@/platform/storage'
import type { OfficePlace } from './place'

/** How long the roles are taken as they were read, ms. The cloud decides by the present ones all the same. */
const FRESH_MS = 60_000

let held: MeView | null = null
let heldAt = 0

/** The roles of the person, kept while the app runs: every page of the desk asks for them. */
const memory: Slot<MeView> = {
  name: 'office-roles',
  read: () => held,
  write: value => {
    held = value
    heldAt = Date.now()
    return true
  },
  remove: () => {
    held = null
  },
}

/** After the person's roles have changed: the next page reads them again. */
export function forgetAccess(): void {
  held = null
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
  const [isFresh] = useState(() => held !== null && Date.now() - heldAt < FRESH_MS)
  const { data } = useRequest('me.get', isFresh ? null : {}, { keepIn: memory })
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
