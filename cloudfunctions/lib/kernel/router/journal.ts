import type { Place } from '@domain/office/access'
import { ACT_OF_ROUTE, type JournalAct } from '@domain/office/journal'
import { maskName } from '@domain/people/members'
import { journalIdOf } from '../ids'
import type { JournalDocument } from '../store/documents'
import { neq } from '../store/port'
import { type Context, type JournalNote, maskedName, type StaffContext } from './context'
import { AppError } from './errors'

/** The value of `place` in the journal. */
export function journalPlaceOf({ centreId, county }: Place): string {
  if (centreId !== null) return `centre-${centreId}`
  return county === null ? 'city' : `county-${county}`
}

/**
 * Runs an act of staff and records it: the row is stored before the act and completed after it. A call that dies between
 * leaves a row that says so, and a retry completes it. Routes without an act in `ACT_OF_ROUTE` run unrecorded.
 */
export async function recorded<Answer>(
  context: StaffContext,
  route: string,
  input: unknown,
  act: () => Promise<Answer>,
): Promise<Answer> {
  const what = ACT_OF_ROUTE[route]
  if (!what) return act()
  const row = rowOf(context, what, input)
  await context.store.journal.insert(row)
  try {
    const answer = await act()
    await context.store.journal.update(
      { _id: row._id, state: neq('done') },
      { state: 'done', ...noteFields(context.noted) },
    )
    return answer
  } catch (error) {
    // BUSY asks for a retry of the same act, whose outcome counts.
    if (error instanceof AppError && error.code !== 'BUSY') {
      await context.store.journal.update({ _id: row._id, state: 'begun' }, { state: 'refused' })
    }
    throw error
  }
}

/** Adds a row about something that is not an act of its own, once under `id`. */
export async function addToJournal(
  context: Pick<StaffContext, 'store' | 'now' | 'place' | 'accountId' | 'name'>,
  id: string,
  act: JournalAct,
  note: JournalNote,
): Promise<void> {
  const { store, now, place, accountId, name } = context
  await store.journal.insert({
    _id: id,
    place: journalPlaceOf(place),
    at: now,
    act,
    state: 'done',
    by: accountId,
    byName: maskedName({ name }),
    ...NOTHING,
    ...noteFields(note),
  })
}

/** Adds a row about an act of the system's operator, once under `id`. */
export async function addOperatorAct(
  { store, now }: Pick<Context, 'store' | 'now'>,
  id: string,
  act: JournalAct,
  note: JournalNote,
): Promise<void> {
  await store.journal.insert({
    _id: id,
    place: 'city',
    at: now,
    act,
    state: 'done',
    by: null,
    byName: null,
    ...NOTHING,
    ...noteFields(note),
  })
}

const NOTHING = { person: null, subject: null, from: null, to: null, reason: null }

/** The row of an act. Its id names the input as well: a request id that is used for two acts hides neither. */
function rowOf(context: StaffContext, act: JournalAct, input: unknown): JournalDocument {
  const { now, accountId, requestId, name, place } = context
  return {
    _id: journalIdOf(context, accountId, act, JSON.stringify([requestId, input])),
    place: journalPlaceOf(place),
    at: now,
    act,
    state: 'begun',
    by: accountId,
    byName: maskedName({ name }),
    ...NOTHING,
  }
}

function noteFields({ person, ...rest }: JournalNote) {
  return {
    ...rest,
    ...(person ? { person: { id: person.id, name: person.name === null ? null : maskName(person.name) } } : {}),
  }
}
