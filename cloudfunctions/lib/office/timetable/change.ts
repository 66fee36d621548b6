import type { ParsedInput } from '@domain/contracts'
import type { Slot } from '@domain/office/clashes'
import { decideSessionChange } from '@domain/sessions/change'
import { sayDatedSpan } from '@domain/time'
import { boardSession } from '../../catalogue/board'
import { changeIdOf } from '../../kernel/ids'
import { type Context, note, type StaffContext } from '../../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { SessionDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { exists, gt } from '../../kernel/store/port'
import { latestChanges } from '../../kernel/work/changes'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { eachOf } from '../../kernel/work/task'
import { moveWithPlace } from '../../sessions/change'
import { refuseBeyondAgreement } from './agreement'
import { clashesWith, forgetSlots, namedClashes, whileReserved } from './guard'

type Input = ParsedInput<'office.previewChange'>
type ChangeInput = ParsedInput<'office.changeSession'>

/** Shows what a change of a session means for people who have booked, and what it would clash with. */
export const previewChange: Handler<'office.previewChange'> = async (context, input) => {
  const { now, store } = context
  const { centreId, sessionId } = input
  const session = await requireChangeable(context, input)
  const [board, clashes] = await Promise.all([
    boardSession(store, centreId, sessionId),
    clashesWith(context, centreId, [slotOf(session, input)]),
  ])
  return {
    now,
    booked: board.booked,
    waiting: board.waiting,
    isMoved: isMoved(session, input),
    clashes: namedClashes(clashes).map(({ draftId: _own, ...clash }) => clash),
  }
}

/**
 * Changes time, room and teacher of a published session. The room and the teacher are reserved first, as at a publication, so
 * that no clash is stored; then the session is moved as by `staff.moveSession`, and its bookings show the new room. The session
 * keeps the id of the change: a retry completes it, and a late replay changes nothing that came after it. Bookings that were made
 * meanwhile get the room from the timer. Throws
 * SESSION_NOT_FOUND, NOT_FOR_SPACES, AGREEMENT_ENDS, TIMETABLE_CLASH, and what `staff.moveSession` throws.
 */
export const changeSession: Handler<'office.changeSession'> = async (context, input) => {
  const { store, now } = context
  const { centreId, sessionId, startsAt, endsAt, room, teacher, reason } = input
  const session = await requireChangeable(context, input)
  const id = changeIdOf(context)
  note(context, {
    subject: { id: sessionId, title: session.title },
    from: saySession(session),
    to: saySession(input),
    reason,
  })
  if (isMade(session, id)) {
    await repeatChange(context, input, id, session)
    // A call that has died may have left what it had reserved.
    await forgetSlots(context, centreId, [id])
  } else {
    await refuseBeyondAgreement(store, session, startsAt)
    await whileReserved(context, centreId, id, slotOf(session, input), async () => {
      // Read again: another change may have been written before the reservation.
      const current = await requireChangeable(context, input)
      const place = { room, teacher, placedAt: now }
      if (isMade(current, id)) await repeatChange(context, input, id, current)
      else if (isMoved(current, input))
        await moveWithPlace(context, { centreId, sessionId, startsAt, endsAt, reason }, place)
      else await changePlace(context, current, id, place)
    })
  }
  await showRoom(context, sessionId)
  note(context, { from: saySession(session), to: saySession(input) })
  return { now, session: await boardSession(store, centreId, sessionId) }
}

type Changeable = Awaited<ReturnType<typeof requireChangeable>>

/** Whether this very change was written before. */
function isMade({ changes, placeChanges }: Changeable, id: string): boolean {
  return Object.hasOwn(changes, id) || (placeChanges?.includes(id) ?? false)
}

/** Completes what a call that has died has left of a change. What was changed since stays. */
async function repeatChange(context: StaffContext, input: ChangeInput, id: string, { changes }: Changeable) {
  const { centreId, sessionId, startsAt, endsAt, reason } = input
  if (Object.hasOwn(changes, id)) await moveWithPlace(context, { centreId, sessionId, startsAt, endsAt, reason }, {})
}

/** Changes room and teacher of a session that is not moved, once. Throws BUSY: it was changed at this moment. */
async function changePlace(
  { store }: StaffContext,
  { _id, startsAt, endsAt, placeChanges }: Changeable,
  id: string,
  place: Pick<SessionDocument, 'room' | 'teacher' | 'placedAt'>,
): Promise<void> {
  const won = await store.sessions.update(
    { _id, status: 'open', startsAt, endsAt, placeChanges: placeChanges ?? exists(false) },
    { ...place, placeChanges: latestChanges(placeChanges, id) },
  )
  if (won === 0) throw new AppError('BUSY', null)
}

async function requireChangeable({ store, now }: StaffContext, { centreId, sessionId }: Input) {
  const row = await store.sessions.get(sessionId, [
    'centreId',
    'offeringId',
    'status',
    'kind',
    'title',
    'room',
    'teacher',
    'startsAt',
    'endsAt',
    'layout',
    'changes',
    'placeChanges',
  ])
  const session = requireAtCentre(row, centreId, 'SESSION_NOT_FOUND')
  enforce(decideSessionChange({ now, ...session }))
  if (session.layout) throw new AppError('NOT_FOR_SPACES', null)
  return session
}

function slotOf({ _id, kind, title }: { _id: string } & Pick<Slot, 'kind' | 'title'>, input: Input): Slot {
  const { room, teacher, startsAt, endsAt } = input
  return { id: _id, kind, title, room, teacher, startsAt, endsAt }
}

function isMoved(session: { startsAt: number; endsAt: number }, { startsAt, endsAt }: Input): boolean {
  return session.startsAt !== startsAt || session.endsAt !== endsAt
}

function saySession({
  startsAt,
  endsAt,
  room,
  teacher,
}: Pick<Slot, 'startsAt' | 'endsAt' | 'room' | 'teacher'>): string {
  return [sayDatedSpan(startsAt, endsAt), room, teacher].filter(part => part !== '').join(' ')
}

/** Lets the bookings of a session show its room as it is now. */
async function showRoom({ store, now }: Context, sessionId: string): Promise<void> {
  const session = await store.sessions.get(sessionId, ['room'])
  if (session) await store.bookings.update({ sessionId, activeUntil: gt(now) }, { room: session.room })
}

/** Shows the room of a changed session to bookings that were being made at that moment. */
export const showRooms = eachOf(
  { name: 'rooms', collection: 'sessions', due: now => ({ placedAt: dueBy(now - STALE_CALL_AFTER) }), by: 'placedAt' },
  async (context, sessionId) => {
    const session = await context.store.sessions.get(sessionId, ['placedAt'])
    if (!session?.placedAt) return
    await showRoom(context, sessionId)
    await context.store.sessions.update({ _id: sessionId, placedAt: session.placedAt }, { placedAt: 0 })
  },
)
