import { verifyCode } from '@domain/checkin/code'
import { type DigitSource, DigitsFinder } from '@domain/checkin/digits-finder'
import { DAY, HOUR } from '@domain/time'
import type { Context } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'
import { digitSources, nativeHmac } from './digits'
import { type CheckInFacts, readForCheckIn } from './facts'

interface Known {
  finder: DigitsFinder<DigitSource>
  /** When the first of its bookings were read, epoch ms. */
  since: number
}

/** After this all is read again, so that bookings that are over or erased do not stay in memory. */
const KEPT_FOR = HOUR
/** Bookings of all centres that one warm instance keeps: some ten megabytes. */
const MAX_KEPT = 10_000

/**
 * The bookings of each centre whose digits were looked for, kept by a warm instance: reading a thousand of them for every code
 * would take longer than everything else that a check-in does. The centre asked last is at the end.
 */
const known = new Map<string, Known>()

/**
 * Returns the confirmed booking at a centre that shows these digits now, with its session. What this instance keeps is only a
 * guess at which one to read: what is not known, known twice, or not as the guess says is decided by what the database knows.
 * So it never lets anybody in and never refuses anybody; it can only miss that a booking of the last hour shows the same eight
 * digits as an older one. Throws CODE_INVALID, CODE_AMBIGUOUS.
 */
export async function factsOfDigits(context: Reading, centreId: string, digits: string): Promise<CheckInFacts> {
  const { store, now } = context
  const kept = keptFor(centreId, now)
  const [guess, another] = kept?.finder.find(digits, now) ?? []
  if (guess && !another) {
    const facts = await readForCheckIn(store, guess._id)
    if (facts && isShowing(facts.booking, { centreId, digits, now })) return facts
  }
  const sources = await digitSources(store, { centreId, status: 'confirmed' }, activeSoon(now))
  const { finder } = keep(centreId, kept ?? { finder: new DigitsFinder<DigitSource>([], nativeHmac), since: now })
  finder.add(sources)
  dropOldest(now)
  const current = new Set(sources.map(({ _id }) => _id))
  const [first, second] = finder.find(digits, now).filter(({ _id }) => current.has(_id))
  if (second) throw new AppError('CODE_AMBIGUOUS', null)
  const facts = first && (await readForCheckIn(store, first._id))
  if (!facts) throw new AppError('CODE_INVALID', null)
  return facts
}

type Reading = Pick<Context, 'store' | 'now'>

/** A booking that is active until some time in this range (from inclusive, to exclusive) may be checked in today. */
function activeSoon(now: number): { from: number; to: number } {
  return { from: now + 1, to: now + DAY }
}

function isShowing(
  booking: BookingDocument,
  { centreId, digits, now }: { centreId: string; digits: string; now: number },
) {
  const { from, to } = activeSoon(now)
  const { activeUntil, secret, _id } = booking
  const isCandidate =
    booking.centreId === centreId && booking.status === 'confirmed' && activeUntil >= from && activeUntil < to
  return isCandidate && verifyCode({ kind: 'digits', digits }, secret, _id, now) === 'valid'
}

/** What is known of a centre, as long as it may be used. */
function keptFor(centreId: string, now: number): Known | null {
  const kept = known.get(centreId)
  if (!kept || now < kept.since || now - kept.since > KEPT_FOR) return null
  kept.finder.forgetBefore(now)
  return keep(centreId, kept)
}

function keep(centreId: string, kept: Known): Known {
  known.delete(centreId)
  known.set(centreId, kept)
  return kept
}

/** Drops centres whose time is over, then those asked longest ago while there are too many bookings. */
function dropOldest(now: number): void {
  for (const [centreId, { since }] of known) if (now - since > KEPT_FOR) known.delete(centreId)
  const kept = () => [...known.values()].reduce((sum, { finder }) => sum + finder.size, 0)
  for (const centreId of known.keys()) {
    if (kept() <= MAX_KEPT) return
    known.delete(centreId)
  }
}
