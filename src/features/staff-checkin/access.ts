import { functionOf } from '@domain/contracts/functions'
import type { MeView } from '@domain/contracts/me'
import { NOT_FOR_DOOR } from '@domain/office/door-routes'
import { onAnswer } from '@/cloud/answers'
import { storedBoards, storedCentres, storedScreens } from './kept'
import { centreInMemory, wipePackOf } from './pack'
import { dropStaleScans } from './queue'

/** Deletes what only those may have who let people in at a centre: the roster, and the keys of its door. */
function forgetDoor(centreId: string): void {
  wipePackOf(centreId)
  storedScreens.at(centreId).remove()
  dropStaleScans(centreId)
}

/** After an answer that lists the person's roles. */
function keepOwn({ staffOf, officeOf }: Pick<MeView, 'staffOf' | 'officeOf'>): void {
  const inMemory = centreInMemory()
  for (const centreId of new Set([...storedCentres(), ...(inMemory === null ? [] : [inMemory])])) {
    const role = staffOf.find(each => each.centreId === centreId)
    if (!role?.duties.includes('door')) forgetDoor(centreId)
    // An office reads the boards of its centres.
    if (!role && officeOf.length === 0) storedBoards.at(centreId).remove()
  }
}

/**
 * From now on, the first answer of the cloud that shows that the person does not work at a door, or no longer does, deletes
 * what is stored for it: a refusal of a call for those who do, and every answer that lists the person's roles.
 */
export function watchAccess(): void {
  onAnswer(({ route, input }, reply) => {
    if (reply.ok) {
      const { staffOf, officeOf = [] } = (reply.data ?? {}) as Partial<MeView>
      if (staffOf) keepOwn({ staffOf, officeOf })
    } else if (reply.code === 'FORBIDDEN' && functionOf(route) === 'staff' && !NOT_FOR_DOOR.has(route)) {
      const { centreId } = (input ?? {}) as { centreId?: unknown }
      if (typeof centreId !== 'string') return
      forgetDoor(centreId)
      if (route === 'staff.today') storedBoards.at(centreId).remove()
    }
  })
}
