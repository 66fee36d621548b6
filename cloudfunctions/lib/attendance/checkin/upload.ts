import { parseCode, validSteps, verifyCode } from '@domain/checkin/code'
import { decideCheckIn } from '@domain/checkin/decide'
import { type DigitSource, DigitsFinder } from '@domain/checkin/digits-finder'
import { decideScanner, decideScanTime } from '@domain/checkin/scan-time'
import type { ParsedInput } from '@domain/contracts'
import type { ScanResult } from '@domain/contracts/staff-offline'
import { maskName } from '@domain/people/members'
import { DAY, HOUR } from '@domain/time'
import { journalIdOf } from '../../kernel/ids'
import type { StaffContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import { addToJournal } from '../../kernel/router/journal'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { oneOf } from '../../kernel/store/port'
import { forEachConcurrent } from '../../kernel/work/background'
import { excuseLateProof } from '../noshows/late-proof'
import { digitsFinder } from './digits'
import { withSessionChanges } from './facts'
import { recordCheckIn } from './log'

/**
 * Steps whose digits one call computes, for every booking of the centre. Scans beyond that, and those of more than `SPAN` (ms)
 * later, are for the next call: it stays short, and what it has done stays done.
 */
const MAX_STEPS = 60
const SPAN = 12 * HOUR

type Scan = ParsedInput<'staff.uploadScans'>['scans'][number]

/**
 * Merges offline scans. The rules are those of an online check-in as of the moment of each scan; the booking's log
 * decides which of several scans counts. A scan that cannot be processed now, or is beyond the portion of this call, gets no
 * result and is sent again.
 */
export const uploadScans: Handler<'staff.uploadScans'> = async (context, { centreId, scans }) => {
  const named = await namedBookings(context, scans)
  const { portion, unnamed } = portionOf(scans, named)
  const candidates = { named, finder: await finderFor(context, centreId, unnamed) }
  const results: ScanResult[] = []
  try {
    await forEachConcurrent(portion, async scan => {
      const result = await processScan(context, centreId, scan, candidates)
      if (result) results.push(result)
    })
  } catch (failure) {
    // The results of the others count. A scan that fails again comes in a call of its own in the end, and is logged then.
    if (results.length === 0) throw failure
  }
  await reportLateScans(context, results)
  return { now: context.now, results }
}

async function processScan(
  context: StaffContext,
  centreId: string,
  scan: Scan,
  candidates: Candidates,
): Promise<ScanResult | null> {
  const { nonce, at, sessionId = null } = scan
  let names: string[] = []
  try {
    enforce(decideScanTime(at, context.now))
    enforce(decideScanner(at, context.roleEndedAt))
    const seen = await bookingOfScan(context, scan, candidates)
    // Nothing about another centre's booking is revealed or changed, except that it is elsewhere.
    if (seen.centreId === centreId) {
      names = seen.attendees.map(({ nickname }) => maskName(nickname))
      await excuseIfReleased(context, seen, scan)
    }
    // A replay of the scan that counts gets its answer, whatever happened to the session since.
    if (seen.checkIn?.requestId !== nonce) {
      const { booking, calledOffAt } = await withSessionChanges(context.store, seen)
      // A scan from before the cancellation of the session counts.
      const offBefore = calledOffAt !== null && calledOffAt <= at ? calledOffAt : null
      enforce(decideCheckIn({ now: at, centreId, sessionId, booking, calledOffAt: offBefore }))
    }
    const mark = { at, by: context.actor, way: 'offline' as const, requestId: nonce }
    const marked = await recordCheckIn(context, seen, mark, { twice: 'report' })
    return {
      nonce,
      outcome: marked.outcome === 'accepted' ? 'accepted' : 'duplicate',
      at: marked.at,
      names,
      refusal: null,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, detail } = error
    if (code === 'BUSY') return null
    return { nonce, outcome: 'refused', at: null, names, refusal: { code, detail } as ScanResult['refusal'] }
  }
}

/** Tells the manager, in the journal, of scans that somebody made after their role had ended. */
async function reportLateScans(context: StaffContext, results: readonly ScanResult[]): Promise<void> {
  const late = results.filter(({ refusal }) => refusal?.code === 'ROLE_ENDED')
  await forEachConcurrent(late, ({ nonce }) =>
    addToJournal(context, journalIdOf(context, context.accountId, 'late-scans', nonce), 'late-scans', {}),
  )
}

/**
 * The booking was released because nobody had checked in, but this scan proves that the party was there: the place is
 * lost, but the no-show is excused.
 */
async function excuseIfReleased({ store, now }: StaffContext, booking: BookingDocument, { at }: Scan): Promise<void> {
  const { _id, cancelledBy, cancelledAt, checkInFrom } = booking
  if (cancelledBy !== 'grace' || cancelledAt === null || at > cancelledAt || at < checkInFrom) return
  await excuseLateProof(store, _id, now)
}

/** The booking of a code, verified as of the moment of the scan. Throws CODE_INVALID, CODE_EXPIRED, CODE_AMBIGUOUS. */
async function bookingOfScan(
  { store }: StaffContext,
  { code: text, at, bookingId }: Scan,
  { named, finder }: Candidates,
): Promise<BookingDocument> {
  const code = parseCode(text)
  if (!code) throw new AppError('CODE_INVALID', null)
  const hinted = named.get((code.kind === 'qr' ? code.bookingId : bookingId) ?? '')
  const verdict = hinted ? verifyCode(code, hinted.secret, hinted._id, at) : 'invalid'
  if (hinted && verdict === 'valid') return hinted
  if (verdict === 'expired') throw new AppError('CODE_EXPIRED', null)
  const [first, second] = code.kind === 'digits' ? finder.find(code.digits, at) : []
  if (second) throw new AppError('CODE_AMBIGUOUS', null)
  const booking = first && (named.get(first._id) ?? (await store.bookings.get(first._id)))
  if (!booking) throw new AppError('CODE_INVALID', null)
  return booking
}

/** The bookings that codes or phones name, and a finder for digits among all others. */
interface Candidates {
  named: Map<string, BookingDocument>
  finder: DigitsFinder<DigitSource>
}

/** Whether the digits of a scan have to be looked for: the phone has named no booking, or not the right one. */
function isUnnamed({ code, at, bookingId }: Scan, named: Candidates['named']): boolean {
  const parsed = parseCode(code)
  if (parsed?.kind !== 'digits') return false
  const hinted = named.get(bookingId ?? '')
  return !hinted || verifyCode(parsed, hinted.secret, hinted._id, at) !== 'valid'
}

async function namedBookings({ store }: StaffContext, scans: readonly Scan[]): Promise<Candidates['named']> {
  const ids = scans.flatMap(({ code: text, bookingId }) => {
    const code = parseCode(text)
    return code?.kind === 'qr' ? [code.bookingId] : bookingId === undefined ? [] : [bookingId]
  })
  const found = ids.length > 0 ? await store.bookings.find({ where: { _id: oneOf(ids) }, limit: ids.length }) : []
  return new Map(found.map(booking => [booking._id, booking]))
}

/** Chooses the scans of this call: those that name their booking, and as many others as `MAX_STEPS` and `SPAN` allow. */
function portionOf(scans: readonly Scan[], named: Candidates['named']): { portion: Scan[]; unnamed: Scan[] } {
  const lookedFor = scans.filter(scan => isUnnamed(scan, named)).sort((a, b) => a.at - b.at)
  const [first] = lookedFor
  const steps = new Set<number>()
  const unnamed = lookedFor.filter(({ at }) => {
    const more = validSteps(at).filter(step => !steps.has(step))
    if (steps.size + more.length > MAX_STEPS || at - (first?.at ?? at) > SPAN) return false
    for (const step of more) steps.add(step)
    return true
  })
  const later = new Set(lookedFor.filter(scan => !unnamed.includes(scan)))
  return { portion: scans.filter(scan => !later.has(scan)), unnamed }
}

/**
 * A finder among all bookings that could have been checked in at the times of these scans, also those cancelled since. The
 * session of a scan of long ago may be over.
 */
async function finderFor(
  { store }: StaffContext,
  centreId: string,
  scans: readonly Scan[],
): Promise<Candidates['finder']> {
  if (scans.length === 0) return new DigitsFinder([])
  const times = scans.map(({ at }) => at)
  return digitsFinder(store, { centreId }, { from: Math.min(...times) + 1, to: Math.max(...times) + DAY })
}
