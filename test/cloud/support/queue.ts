import { HOUR, MINUTE } from '@domain/time'
import type { removeParty } from '../../../cloudfunctions/lib/booking/core/queue'
import type { Claim, Offer, SessionDocument, WaitEntry } from '../../../cloudfunctions/lib/kernel/store/documents'
import { collections as schema } from '../../../config/database.json'
import { aSession } from '../../../worlds/fixtures/index'
import { type DatabaseCall, memoryStore } from '../in-process/memory-store'
import { Tables } from '../in-process/tables'

/** One full class in memory, and what a party may have in it. */

export const now = Date.parse('2026-07-01T02:00:00Z')
export const SESSION = 'calligraphy-1'
/** The booking of the party. */
export const ID = 'wait-1'
export const FIRST_SHAPE = { shape: 1 }

export const anEntry = (change: Partial<WaitEntry> = {}): WaitEntry => ({
  accountId: 'account',
  requestId: 'request',
  attendees: [{ memberId: 'guoguo', nickname: '果果' }],
  at: now - HOUR,
  key: 'key',
  ...change,
})
/** An entry of an earlier release. */
export function aKeylessEntry(): WaitEntry {
  const { key: _none, ...entry } = anEntry()
  return entry
}
export const anOffer = (change: Partial<Offer> = {}): Offer => ({
  ...anEntry(),
  offeredAt: now - MINUTE,
  until: now + 29 * MINUTE,
  ...change,
})
export const aClaim = (change: Partial<Claim> = {}): Claim => ({ ...anEntry(), at: now, offer: anOffer(), ...change })

/** A full class of two places that starts in three days and closes an hour before. */
export const aClass = aSession(now, { capacity: 2, seatsLeft: 0, turns: 7, rules: { closesBefore: HOUR } })

/** A database with one session. `open` comes first in each test. */
export function openQueue() {
  const tables = new Tables(schema)
  const calls: DatabaseCall[] = []
  let before: (call: DatabaseCall, number: number) => void
  const store = memoryStore(tables, call => {
    before(call, calls.push(call))
    return call.make()
  })
  const context: Parameters<typeof removeParty>[0] = { now, store }
  const update = (change: Record<string, unknown>) => void tables.update('sessions', { _id: SESSION }, change)
  const session = () => structuredClone(tables.one('sessions', SESSION)) as unknown as SessionDocument
  return {
    context,
    /** The database calls since the last `clearCalls`. */
    calls,
    clearCalls() {
      calls.length = 0
    },
    open() {
      tables.clear()
      calls.length = 0
      before = () => {}
      context.now = now
    },
    seed(change: Partial<SessionDocument> & { shape?: number } = {}) {
      tables.clear()
      tables.insert('sessions', { shape: 2, ...structuredClone({ ...aClass, ...change }) } as never)
    },
    session,
    /** The session with the ids of its parties only. */
    parties() {
      const { waitlist, offers, claims, ...rest } = session()
      const [listed, offered, claimed] = [waitlist, offers, claims].map(Object.keys)
      return { ...rest, listed, offered, claimed }
    },
    change: (set: object) => update({ $set: set }),
    withdraw: (...fields: string[]) => update({ $unset: Object.fromEntries(fields.map(field => [field, 1])) }),
    /** What another call does just before a database call, which has this number, from 1. */
    meanwhile(act: (call: DatabaseCall, number: number) => void) {
      before = act
    },
  }
}
