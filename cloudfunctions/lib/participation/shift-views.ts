import type { GuidedCard, GuidedShift, ShiftPersonView } from '@domain/contracts/staff-volunteers'
import type { OwnShift, ShiftCard, ShiftView } from '@domain/contracts/volunteers'
import { minutesOf } from '@domain/participation/shift'
import { needsSignature } from '@domain/participation/shift-sums'
import { maskName } from '@domain/people/members'
import { shiftCodeOf } from '../kernel/ids'
import { manages, type PersonContext, type StaffContext } from '../kernel/router/context'
import type { ShiftDocument, ShiftPerson } from '../kernel/store/documents'
import { pairOf } from './shifts'

/** A shift in a list of residents. */
export function shiftCard(context: PersonContext, shift: ShiftDocument): ShiftCard {
  const { _id, centreId, centreName, subject, title, skill, startsAt, endsAt, places, taken, state, askedAt } = shift
  const own = Object.values(shift.people).find(({ accountId }) => accountId === context.accountId)
  return {
    ...{ id: _id, centreId, centreName, title, skill, startsAt, endsAt, places },
    subject: { kind: subject.kind, title: subject.title },
    left: Math.max(0, places - taken),
    isCancelled: state === 'cancelled',
    own: own ? ownShift(own, askedAt > 0, shiftCodeOf(context, _id, context.accountId)) : null,
  }
}

function ownShift(own: ShiftPerson, isAsked: boolean, code: string): OwnShift {
  const { confirmedAt, outcome, minutes, manual } = own
  const pair = pairOf(own)
  return {
    ...{ code, confirmedAt, outcome, minutes },
    asked: isAsked && confirmedAt === null,
    inAt: pair.in,
    outAt: pair.out,
    isManual: manual?.state === 'approved',
  }
}

/** A shift on its page. */
export async function shiftView(context: PersonContext, shift: ShiftDocument): Promise<ShiftView> {
  const centre = await context.store.centres.get(shift.centreId, ['address'])
  const { words, guide } = shift
  return { ...shiftCard(context, shift), words, guide: maskName(guide.name), address: centre?.address ?? '' }
}

/** A shift in the list of those who guide. */
export function guidedCard({ accountId }: StaffContext, shift: ShiftDocument): GuidedCard {
  const { _id, subject, title, skill, startsAt, endsAt, places, guide, state, taken, toSign, people } = shift
  const here = Object.values(people).filter(person => person.in !== null && person.out === null).length
  return {
    ...{ id: _id, title, skill, startsAt, endsAt, places, taken, toSign },
    subject: { kind: subject.kind, title: subject.title },
    here: shift.closedAt > 0 ? 0 : here,
    guide: guide.name,
    isOwn: guide.accountId === accountId,
    isCancelled: state === 'cancelled',
  }
}

/** A shift with its people, for those who guide; the earliest sign-up first. */
export function guidedShift(context: StaffContext, shift: ShiftDocument): GuidedShift {
  const { words, askedAt, closedAt, people } = shift
  const card = guidedCard(context, shift)
  return {
    ...card,
    words,
    asked: askedAt > 0,
    isClosed: closedAt > 0,
    maySign: card.isOwn || manages(context),
    people: Object.entries(people)
      .sort(([, a], [, b]) => a.at - b.at)
      .map(([key, person]) => personView(shift, key, person)),
  }
}

function personView(shift: ShiftDocument, key: string, person: ShiftPerson): ShiftPersonView {
  const { name, confirmedAt, outcome, minutes, manual } = person
  const pair = pairOf(person)
  return {
    ...{ key, name, confirmedAt, outcome, minutes },
    inAt: pair.in,
    outAt: pair.out,
    toSign: needsSignature(person) ? minutesOf(shift, pair) : null,
    manual: manual && { minutes: manual.minutes, reason: manual.reason, state: manual.state },
  }
}
