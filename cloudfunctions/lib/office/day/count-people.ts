import { type Attended, countPeople, FIRST_AFTER_DAYS, type MonthPeople } from '@domain/office/people'
import { memberAge } from '@domain/people/members'
import { DAY } from '@domain/time'
import type { BookingDocument } from '../../kernel/store/documents'
import { both, gte, lt, neq, oneOf, type Picked, type Store } from '../../kernel/store/port'
import { readAll } from '../../kernel/store/read-all'
import { mapChunks } from '../../kernel/work/background'

const FIELDS = ['accountId', 'attendees', 'guest', 'anonymous', 'sessionId'] as const
type Row = Picked<BookingDocument, (typeof FIELDS)[number]>

/** Counts those who came to classes of a month by their ages, which only their accounts know; nothing of a person is stored with it. */
export async function countPeopleOf(
  store: Store,
  centreId: string,
  monthStart: number,
  classes: readonly { id: string; startsAt: number }[],
): Promise<MonthPeople> {
  const came = { status: 'confirmed' as const, checkIn: neq(null) }
  const rows = (
    await mapChunks(
      classes.map(({ id }) => id),
      ids => readAll(store.bookings, { sessionId: oneOf(ids), ...came }, FIELDS),
    )
  ).flat()
  const accountIds = [...new Set(rows.filter(isKnown).map(({ accountId }) => accountId))]
  const earlier = { centreId, startsAt: both(gte(monthStart - FIRST_AFTER_DAYS * DAY), lt(monthStart)), ...came }
  const known = await mapChunks(accountIds, ids =>
    Promise.all([
      store.accounts.find({ where: { _id: oneOf(ids) }, limit: ids.length, fields: ['members'] }),
      readAll(store.bookings, { accountId: oneOf(ids), kind: 'class', ...earlier }, FIELDS),
    ]),
  )
  const members = new Map(known.flatMap(([accounts]) => accounts.map(({ _id, members: own }) => [_id, own] as const)))
  const before = new Set(known.flatMap(([, bookings]) => bookings.filter(isKnown).flatMap(peopleOf)))
  const startOf = new Map(classes.map(({ id, startsAt }) => [id, startsAt]))
  const attended = rows.flatMap((row): Attended[] => {
    const startsAt = startOf.get(row.sessionId) ?? monthStart
    return row.attendees.map(({ memberId }) => {
      const member = isKnown(row) && members.get(row.accountId)?.find(({ id }) => id === memberId)
      const person = isKnown(row) ? personOf(row.accountId, memberId) : null
      return { person, age: member ? memberAge(member, startsAt) : null, startsAt }
    })
  })
  return countPeople(attended, before)
}

/** Whether it is known whom a booking was for. */
function isKnown({ guest, anonymous }: Row): boolean {
  return guest === undefined && anonymous !== true
}

function personOf(accountId: string, memberId: string): string {
  return `${accountId} ${memberId}`
}

function peopleOf({ accountId, attendees }: Row): string[] {
  return attendees.map(({ memberId }) => personOf(accountId, memberId))
}
