import { seedHashOf } from '@domain/ballot/draw'
import { HOUR } from '@domain/time'
import { newBooking } from '../../../cloudfunctions/lib/booking/core/new-booking'
import { ticketFields } from '../../../cloudfunctions/lib/booking/core/origins/waiting'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { onBehalfOf, type PersonContext } from '../../../cloudfunctions/lib/kernel/router/context'
import type { BookingDocument, SessionDocument, WaitEntry } from '../../../cloudfunctions/lib/kernel/store/documents'
import { collections as schema } from '../../../config/database.json'
import { type DatabaseCall, memoryStore } from '../in-process/memory-store'
import { Tables } from '../in-process/tables'
import { aBallot } from './ballot'
import { TEST_ID_SECRET } from './id-secret'
import { NO_PAYMENTS } from './no-payments'

/** The session of these tests. */
export const SESSION = 'calligraphy-1'

/** Documents in memory, and the context of a call on them. */
export function openDrawing(now: number) {
  const tables = new Tables(schema)
  const calls: string[] = []
  let secrets = 0
  let meanwhile: { before: string; run: () => unknown } | null = null
  const gate = async (call: DatabaseCall) => {
    const name = `${call.method} ${call.collection}`
    if (meanwhile?.before === name) {
      const { run } = meanwhile
      meanwhile = null
      await run()
    }
    calls.push(name)
    return call.make()
  }
  const context: PersonContext = {
    now,
    store: memoryStore(tables, gate),
    newSecret: () => `secret-${secrets++}`,
    idSecret: TEST_ID_SECRET,
    payments: NO_PAYMENTS,
    openid: 'mum',
    accountId: accountIdOf('mum'),
    requestId: 'request-of-mum',
  }
  return {
    context,
    /** All database calls, as `get sessions`, in their order. */
    calls,
    insert<Stored extends readonly { _id: string }[]>(name: string, ...documents: Stored) {
      for (const document of documents) tables.insert(name, structuredClone(document) as never)
    },
    remove: (name: string, id: string) => tables.remove(name, id),
    change: (name: string, id: string, set: Record<string, unknown>) => tables.update(name, { _id: id }, { $set: set }),
    /** A document as it is stored. */
    stored: (name: string, id: string) => tables.one(name, id) as Record<string, unknown> | undefined,
    session: (id = SESSION) => tables.one('sessions', id) as unknown as SessionDocument,
    booking: (id: string) => tables.one('bookings', id) as unknown as BookingDocument,
    /** Runs something once, before the next database call of this name. */
    before(name: string, run: () => unknown) {
      meanwhile = { before: name, run }
    },
  }
}

/** A ticket of a household, for one place. */
export function aTicket(openid: string, now: number, change: Partial<WaitEntry> = {}): WaitEntry {
  return {
    accountId: accountIdOf(openid),
    requestId: `request-of-${openid}`,
    attendees: [{ memberId: 'guoguo', nickname: '果果' }],
    at: now - HOUR,
    key: `key-${openid}`,
    ticket: true,
    ...change,
  }
}

/** The booking of a ticket that nobody has drawn yet. */
export function aRegistration(
  context: PersonContext,
  session: SessionDocument,
  bookingId: string,
  entry: WaitEntry,
): BookingDocument {
  const undrawn = { ...session, drawnAt: null }
  const fields = ticketFields(undrawn, entry)
  return newBooking(onBehalfOf(context, entry), { session: undrawn, bookingId, entry }, fields)
}

/** A ballot that is due, with these tickets; its seed is published and its list is closed. */
export function aDueBallot(now: number, waitlist: Record<string, WaitEntry>, change: Partial<SessionDocument> = {}) {
  const ballot = { _id: change._id ?? SESSION, seed: 'a seed', seedHash: seedHashOf('a seed'), madeAt: now - HOUR }
  const waiting = Object.keys(waitlist).length
  const due = { drawAt: now, announcedDrawAt: now, startsAt: now + 24 * HOUR, endsAt: now + 25 * HOUR }
  const closed = { seedHash: ballot.seedHash, ticketsClosedAt: now, turns: 3, ...due }
  return { ballot, session: aBallot(now, { waitlist, waiting, ...closed, ...change }) }
}
