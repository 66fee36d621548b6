import { MINUTE } from '@domain/time'
import type { AccountDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan } from '../city/plan'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'

/** Two homes of one child: codes that are used once, classes that the other home books and cancels, and the end of it. */
export const care: Area = {
  name: 'care',
  acts: [
    { does: 'ask somebody to care for a child', perDay: 3, hours: [7, 22], run: invite },
    { does: 'book for a child of another home', perDay: 6, hours: [6, 23], run: bookByCarer },
    { does: 'cancel for a child of another home', perDay: 2, hours: [6, 23], run: cancel },
    { does: 'end a care', perDay: 0.8, hours: [7, 22], run: endACare },
  ],
  begin: city => {
    const carers = new Carers()
    const ended = new Ended(city)
    return {
      checkWrite: ({ collection, before, after }) =>
        collection === 'accounts' ? carers.violations(before, after as AccountDocument) : [],
      onCall: (sent, reply) => ended.note(sent, reply?.ok ?? null),
      atRest: () => ended.violations,
    }
  },
}

/** At every write: a code is used by one person, and what was ended is not opened again. */
class Carers {
  private readonly ended = new Set<string>()

  violations(before: AccountDocument | null | undefined, { _id, carers = {} }: AccountDocument): string[] {
    const were = before?.carers ?? {}
    for (const id of Object.keys(were)) if (!(id in carers)) this.ended.add(id)
    return Object.entries(carers).flatMap(([id, { accountId }]) => {
      const was = were[id]?.accountId ?? ''
      if (accountId === _id) return [`${_id}: cares for a child of its own by ${id}`]
      if (was !== '' && accountId !== '' && accountId !== was) return [`${_id}: the code of ${id} was used twice`]
      return this.ended.has(id) ? [`${_id}: ${id} was ended, and is there again`] : []
    })
  }
}

/** Who was told that a care has ended: nothing is done by it that was begun afterwards. */
class Ended {
  readonly violations: string[] = []
  private readonly told = new Set<string>()
  private readonly tooLate = new Set<string>()

  constructor(private readonly city: City) {}

  note({ route, input, requestId }: Sent, isOk: boolean | null): void {
    const { careId = '' } = input as { careId?: string }
    if (route === 'care.end' && isOk) this.told.add(careId)
    if (route !== 'care.book' && route !== 'care.cancel') return
    if (isOk === null && this.told.has(careId)) this.tooLate.add(requestId)
    if (isOk && this.tooLate.has(requestId))
      this.violations.push(`${careId}: ${route} at ${this.city.simulation.now}, after the end`)
  }
}

/** The code goes to a grandmother by telephone; sometimes somebody else has heard it, too. */
function invite(city: City, centre: CentrePlan): void {
  const { simulation } = city
  const home = city.oneOf(centre.residents.filter(({ memberIds }) => memberIds.length > 1))
  const children = simulation.one('accounts', home?.accountId ?? '')?.members.filter(one => one.relation === 'child')
  const child = city.oneOf(children ?? [])
  if (!home || !child) return
  city.phoneOf(home).press('care.invite', { memberId: child.id, name: '外婆' }, reply => {
    if (!reply.ok) return
    const { carers } = reply.data as { carers: { code: string | null }[] }
    const code = carers.find(one => one.code !== null)?.code
    if (!code) return
    const people = simulation.random.chance(0.3) ? 2 : 1
    const moment = simulation.now + simulation.random.whole(1, 90) * MINUTE
    const accept = () => city.phoneOf(city.aResident(centre)).press('care.accept', { code })
    for (let n = 0; n < people; n++) city.later(moment, accept)
  })
}

/** Somebody who cares for a child, and the note of it. */
function aCare(city: City) {
  const cares = city.simulation
    .all('accounts')
    .flatMap(account => Object.entries(account.caring ?? {}).map(([id, note]) => ({ carer: account._id, id, note })))
  const found = city.oneOf(cares)
  const carer = city.residentOf(found?.carer ?? '')
  const owner = city.residentOf(found?.note.accountId ?? '')
  return found && carer && owner ? { careId: found.id, memberId: found.note.memberId, carer, owner } : null
}

/** Somebody who cares for a child books one of its classes. */
export function bookByCarer(city: City): void {
  const one = aCare(city)
  const centre = one && city.centreOf(one.owner.centreId)
  const session = centre && city.oneOf(city.coming(centre, ({ kind, rules }) => kind === 'class' && !rules.ballot))
  if (session) city.phoneOf(one.carer).press('care.book', { careId: one.careId, sessionId: session._id })
}

function cancel(city: City): void {
  const one = aCare(city)
  if (!one) return
  const { simulation } = city
  const bookings = simulation.matching('bookings', {
    ...{ accountId: one.owner.accountId, kind: 'class', activeUntil: { $gt: simulation.now } },
    'attendees.memberId': one.memberId,
  })
  const booking = city.oneOf(bookings)
  if (booking) city.phoneOf(one.carer).press('care.cancel', { careId: one.careId, bookingId: booking._id })
}

/** From either side. */
export function endACare(city: City): void {
  const one = aCare(city)
  if (one) city.phoneOf(city.oneOf([one.carer, one.owner]) ?? one.carer).press('care.end', { careId: one.careId })
}
