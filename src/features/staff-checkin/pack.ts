import type { Pack } from '@domain/checkin/pack'
import { type BookingNews, PackReader } from '@domain/checkin/pack-reader'
import { call } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { asCloudError } from '@/cloud/errors'
import { storedPack } from './kept'
import { noteCall, useQueue } from './queue'

/** A stored roster is not fetched again within this time, ms. */
const FRESH_FOR = 60_000
/** How far a phone's clock may be behind that of the server that made the roster, ms. */
const CLOCK_ERROR = 10 * 60_000

let reader: { of: PackReader; centreId: string; madeAt: number; expiresAt: number } | null = null
/** What this phone has learnt of bookings, and when, epoch ms: newer than a roster that was made before. */
const news = new Map<string, BookingNews & { since: number }>()

/** The stored roster of a centre; null when there is none. Deletes one that is expired or of another centre. */
function keptPack(centreId: string): Pack | null {
  const pack = storedPack.read()
  if (!pack) return null
  if (pack.centreId === centreId && isValid(pack)) return pack
  wipePack()
  return null
}

/** A roster is valid until its day is over; the clock of a phone that is set back makes none valid again. */
function isValid({ madeAt, expiresAt }: Pack): boolean {
  const now = cloudNow()
  return now < expiresAt && now > madeAt - CLOCK_ERROR
}

/** Deletes a stored roster whose day is over, and one of another version of the app, which cannot be read. */
export function dropExpiredPack(): void {
  const pack = storedPack.read()
  if (!pack || !isValid(pack)) wipePack()
}

/** Deletes the roster of a centre, also one for which the phone had no room and that is in memory only. */
export function wipePackOf(centreId: string): void {
  if (storedPack.read()?.centreId === centreId || reader?.centreId === centreId) wipePack()
}

/** The centre of the roster in memory; null: none. */
export function centreInMemory(): string | null {
  return reader?.centreId ?? null
}

/** Deletes the roster. */
export function wipePack(): void {
  reader = null
  news.clear()
  storedPack.remove()
}

function newReader(centreId: string, pack: Pack | null): PackReader {
  const { madeAt = 0, expiresAt = Number.POSITIVE_INFINITY } = pack ?? {}
  const of = new PackReader(centreId, pack)
  for (const [bookingId, learnt] of news) {
    const { since, ...change } = learnt
    if (since > madeAt) of.note(bookingId, change)
    else news.delete(bookingId)
  }
  reader = { of, centreId, madeAt, expiresAt }
  return of
}

/** The reader of codes for a centre, with the stored roster if there is one. */
export function readerOf(centreId: string): PackReader {
  if (reader?.centreId === centreId && cloudNow() < reader.expiresAt) return reader.of
  return newReader(centreId, keptPack(centreId))
}

/**
 * Fetches the roster of the day unless the stored one is fresh. Changes nothing when the server cannot be reached; a refusal
 * deletes it (`access.ts`).
 */
export async function refreshPack(centreId: string): Promise<void> {
  readerOf(centreId)
  if (reader && cloudNow() - reader.madeAt < FRESH_FOR) return
  try {
    const { pack } = await call('staff.pack', { centreId })
    noteCall(null)
    // The door of another centre was opened meanwhile, or a later call was answered earlier.
    if (reader?.centreId !== centreId || reader.madeAt > pack.madeAt) return
    useQueue.setState({ rosterUnstored: !storedPack.write(pack) })
    newReader(centreId, pack)
  } catch (thrown) {
    noteCall(asCloudError(thrown))
  }
}

function learn(bookingId: string, change: BookingNews): void {
  news.set(bookingId, { ...change, since: cloudNow() })
  reader?.of.note(bookingId, change)
}

/** The server checked a party in, at `at` (epoch ms): the roster on the phone knows it from now on. */
export function noteCheckedIn(bookingId: string, at: number): void {
  learn(bookingId, { cameAt: at })
}

/**
 * A check-in was undone, at `undoneAt` (epoch ms): the party can be let in again, also without a network and after the app was
 * closed.
 */
export function noteUndone(bookingId: string, undoneAt: number): void {
  const change = { cameAt: null, undoneAt }
  learn(bookingId, change)
  const pack = storedPack.read()
  if (!pack) return
  const sessions = pack.sessions.map(session => ({
    ...session,
    bookings: session.bookings.map(booking => (booking.id === bookingId ? { ...booking, ...change } : booking)),
  }))
  storedPack.write({ ...pack, sessions })
}
