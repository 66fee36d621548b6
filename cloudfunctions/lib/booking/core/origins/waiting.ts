import { drawDueAt, isBallotOpen } from '@domain/ballot/phase'
import type { SessionRow } from '../../../catalogue/session-views'
import type { PersonContext } from '../../../kernel/router/context'
import type { WaitEntry } from '../../../kernel/store/documents'
import { expiredFields } from '../expired'
import { insertOrGet } from '../insert-or-get'
import { newBooking, waitEvent } from '../new-booking'
import { removeEntry } from '../queue'
import { dropDuplicate, isSameEntry } from '../stored-waits'
import { type Origin, type Target, ticketMark } from './origin'

/** An entry on the waitlist, or a ticket of the ballot: it holds no places yet. */
export function waiting(entry: WaitEntry): Origin {
  const fieldsFor = entry.ticket ? ticketFields : joinedFields
  const leave =
    (isOver: boolean) =>
    (context: PersonContext, { session, bookingId }: Target) =>
      removeEntry(context, session._id, bookingId, entry, { isOver })
  return {
    entry,
    marks: { waiting: true, ...ticketMark(entry) },
    confirm: async (context, target) => {
      const { session, bookingId } = target
      const fresh = newBooking(context, { ...target, entry }, fieldsFor(session, entry))
      const stored = await insertOrGet(context, fresh)
      // The party was listed again after its wait was stored, by a copy of the call that knew nothing of it.
      if (stored.sessionId === session._id && !isSameEntry(entry, stored))
        await dropDuplicate(context.store, session._id, bookingId, entry)
      return stored
    },
    refuse: leave(false),
    expire: (context, target) => {
      const expired = { ...fieldsFor(target.session, entry), ...expiredFields(context.now) }
      return insertOrGet(context, newBooking(context, { ...target, entry }, expired))
    },
    release: leave(true),
  }
}

function joinedFields(session: SessionRow, entry: WaitEntry) {
  const waitUntil = session.startsAt - session.rules.closesBefore
  return { status: 'waiting', waitUntil, waitEvents: { joined: waitEvent('joined', entry.at) } } as const
}

/** What the booking of a ticket says: registered for the draw, or drawn without a place and waiting. */
export function ticketFields(session: SessionRow, entry: WaitEntry) {
  const registered = waitEvent('registered', entry.at)
  const drawAt = drawDueAt(session)
  const waitUntil = session.startsAt - session.rules.closesBefore
  if (entry.rank === undefined || isBallotOpen(session)) {
    return { status: 'registered', waitUntil, drawAt, waitEvents: { registered } } as const
  }
  const lost = waitEvent('lost', session.drawnAt ?? entry.at)
  return { status: 'waiting', waitUntil, drawAt, rank: entry.rank, waitEvents: { registered, lost } } as const
}
