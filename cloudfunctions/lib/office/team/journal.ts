import type { JournalRow } from '@domain/contracts/office-team'
import type { Page } from '@domain/contracts/views'
import type { JournalAct } from '@domain/office/journal'
import { maskName } from '@domain/people/members'
import type { StaffContext } from '../../kernel/router/context'
import { journalPlaceOf } from '../../kernel/router/journal'
import type { Handler } from '../../kernel/router/router'
import type { CheckInDocument, JournalDocument } from '../../kernel/store/documents'
import { findPage, PAGE_SIZE } from '../../kernel/store/page'
import { neq, not, oneOf, type Store } from '../../kernel/store/port'

/** What the rows of the check-in log are called in the journal. */
const CHECK_IN_ACTS = { in: 'check-in', undo: 'undo-check-in', duplicate: 'duplicate-scan' } as const satisfies Record<
  CheckInDocument['what'],
  JournalAct
>

/** Check-ins that residents make themselves, and those of walk-ins, which have a row of their own. */
const OTHER_WAYS = ['door', 'walk-in']

interface Filter {
  act?: JournalAct | undefined
  by?: string | undefined
  personId?: string | undefined
  from?: number | undefined
  to?: number | undefined
  refused?: boolean | undefined
  after?: string | undefined
}

/**
 * One page of what was done at a place, latest first: the rows of the journal merged with those of the check-in log, which
 * is complete by itself. Check-ins are left out where only acts about one person are asked for.
 */
export const getJournal: Handler<'office.journal'> = async (context, { centreId: _, county: _county, ...filter }) => {
  const [acts, checkIns] = await Promise.all([actsOf(context, filter), checkInsOf(context, filter)])
  const all = [...acts.items, ...checkIns.items].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const items = all.slice(0, PAGE_SIZE)
  const last = items.at(-1)
  const isMore = all.length > items.length || acts.next !== null || checkIns.next !== null
  return { now: context.now, items, next: isMore && last ? `${last.at}_${last.id}` : null }
}

async function actsOf({ store, place }: StaffContext, filter: Filter): Promise<Page<JournalRow>> {
  const { act, by, personId, refused = false } = filter
  const page = await findPage(store.journal, {
    where: {
      place: journalPlaceOf(place),
      ...(act === undefined ? {} : { act }),
      ...(by === undefined ? {} : { by }),
      ...(personId === undefined ? {} : { 'person.id': personId }),
      ...(refused ? {} : { state: neq('refused') }),
    },
    by: 'at',
    direction: 'desc',
    ...spanOf(filter),
  })
  return { items: page.items.map(rowOf), next: page.next }
}

function rowOf({ _id, at, act, state, by, byName, person, subject, from, to, reason }: JournalDocument): JournalRow {
  return { id: _id, at, act, state, by: { id: by, name: byName }, person, subject, from, to, reason }
}

async function checkInsOf({ store, place }: StaffContext, filter: Filter): Promise<Page<JournalRow>> {
  const { act, by, personId } = filter
  const what = (Object.keys(CHECK_IN_ACTS) as CheckInDocument['what'][]).find(key => CHECK_IN_ACTS[key] === act)
  const isAsked = place.centreId !== null && personId === undefined && (act === undefined || what !== undefined)
  if (!isAsked || place.centreId === null) return { items: [], next: null }
  const actor = by === undefined ? undefined : (await store.staff.get(by, ['actor']))?.actor
  const page = await findPage(store.checkins, {
    where: {
      centreId: place.centreId,
      way: not(oneOf(OTHER_WAYS)),
      ...(what === undefined ? {} : { what }),
      ...(by === undefined ? {} : { by: oneOf([by, ...(actor === undefined ? [] : [actor])]) }),
    },
    by: 'loggedAt',
    direction: 'desc',
    ...spanOf(filter),
  })
  return { items: await checkInRows(store, page.items), next: page.next }
}

function spanOf({ from, to, after }: Filter) {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), after }
}

async function checkInRows(store: Store, rows: readonly CheckInDocument[]): Promise<JournalRow[]> {
  if (rows.length === 0) return []
  const ids = (of: (row: CheckInDocument) => string) => [...new Set(rows.map(of))]
  const [bookings, people] = await Promise.all([
    store.bookings.find({
      where: { _id: oneOf(ids(({ bookingId }) => bookingId)) },
      limit: PAGE_SIZE,
      fields: ['attendees', 'title', 'sessionId', 'accountId'],
    }),
    store.staff.find({ where: { actor: oneOf(ids(({ by }) => by)) }, limit: PAGE_SIZE, fields: ['name', 'actor'] }),
  ])
  return rows.map(({ _id, loggedAt, what, by, bookingId, reason }) => {
    const booking = bookings.find(other => other._id === bookingId)
    const colleague = people.find(({ actor }) => actor === by)
    const name = colleague?.name
    const guests = booking?.attendees.map(({ nickname }) => maskName(nickname)).join('、') ?? null
    return {
      id: _id,
      at: loggedAt,
      act: CHECK_IN_ACTS[what],
      state: 'done',
      by: { id: colleague?._id ?? by, name: name === undefined ? null : maskName(name) },
      person: booking ? { id: booking.accountId, name: guests } : null,
      subject: booking ? { id: booking.sessionId, title: booking.title } : null,
      from: null,
      to: null,
      reason,
    }
  })
}
