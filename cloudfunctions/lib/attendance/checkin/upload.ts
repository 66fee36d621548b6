import { parseCode, verifyCode } from '@domain/checkin/code'
import { decideCheckIn } from '@domain/checkin/decide'
import { decideScanTime } from '@domain/checkin/scan-time'
import type { ParsedInput } from '@domain/contracts'
import type { ScanResult } from '@domain/contracts/staff-offline'
import { maskName } from '@domain/people/members'
import { DAY } from '@domain/time'
import type { StaffContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { both, gt, lt, oneOf } from '../../kernel/store/port'
import { forEachConcurrent } from '../../kernel/work/background'
import { excuseLateProof } from '../noshows/late-proof'
import { withSessionChanges } from './check-in'
import { recordCheckIn } from './log'

/** A centre's bookings of the days that a batch covers. */
const MAX_CANDIDATES = 1000

type Scan = ParsedInput<'staff.uploadScans'>['scans'][number]

/**
 * Merges offline scans. The rules are those of an online check-in as of the moment of each scan; the booking's log
 * decides which of several scans counts. A scan that cannot be processed now gets no result and is sent again.
 */
export const uploadScans: Handler<'staff.uploadScans'> = async (context, { centreId, scans }) => {
  const candidates = await candidatesFor(context, centreId, scans)
  const results: ScanResult[] = []
  await forEachConcurrent(scans, async scan => {
    const result = await processScan(context, centreId, scan, candidates)
    if (result) results.push(result)
  })
  return { now: context.now, results }
}

async function processScan(
  context: StaffContext,
  centreId: string,
  scan: Scan,
  candidates: BookingDocument[],
): Promise<ScanResult | null> {
  const { nonce, at, sessionId = null } = scan
  let names: string[] = []
  try {
    enforce(decideScanTime(at, context.now))
    const seen = bookingOfScan(scan, candidates)
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
      await enforceNotUndone(context, seen, scan)
    }
    const mark = { at, by: context.accountId, way: 'offline' as const, requestId: nonce }
    const marked = await recordCheckIn(context, seen, mark, 'report')
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

/**
 * The booking was released because nobody had checked in, but this scan proves that the party was there: the place is
 * lost, but the no-show is excused.
 */
async function excuseIfReleased({ store, now }: StaffContext, booking: BookingDocument, { at }: Scan): Promise<void> {
  const { _id, cancelledBy, cancelledAt, checkInFrom } = booking
  if (cancelledBy !== 'grace' || cancelledAt === null || at > cancelledAt || at < checkInFrom) return
  await excuseLateProof(store, _id, now)
}

/** Throws CHECK_IN_UNDONE if the check-in was undone after this scan: the later decision of staff stands. */
async function enforceNotUndone({ store }: StaffContext, booking: BookingDocument, { nonce, at }: Scan): Promise<void> {
  if (booking.checkIn || booking.checkInEntries === 0) return
  const rows = await store.checkins.find({ where: { bookingId: booking._id }, sort: [['n', 'desc']], limit: 100 })
  if (rows.some(({ requestId }) => requestId === nonce)) return
  const undo = rows.find(({ what }) => what === 'undo')
  if (undo && undo.at >= at) throw new AppError('CHECK_IN_UNDONE', { undoneAt: undo.at })
}

/** The booking of a code, verified as of the moment of the scan. Throws CODE_INVALID, CODE_EXPIRED, CODE_AMBIGUOUS. */
function bookingOfScan({ code: text, at, bookingId }: Scan, candidates: BookingDocument[]): BookingDocument {
  const code = parseCode(text)
  if (!code) throw new AppError('CODE_INVALID', null)
  const named = code.kind === 'qr' ? code.bookingId : bookingId
  const first = candidates.filter(({ _id }) => _id === named)
  const proven = (among: BookingDocument[]) =>
    among.filter(({ _id, secret }) => {
      const verdict = verifyCode(code, secret, _id, at)
      if (verdict === 'expired') throw new AppError('CODE_EXPIRED', null)
      return verdict === 'valid'
    })
  const [booking] = proven(first)
  if (booking) return booking
  const [other, second] = code.kind === 'digits' ? proven(candidates) : []
  if (second) throw new AppError('CODE_AMBIGUOUS', null)
  if (!other) throw new AppError('CODE_INVALID', null)
  return other
}

/**
 * The bookings named by QR codes; for digits, all that could have been checked in at that time, also those cancelled
 * since.
 */
async function candidatesFor(
  { store }: StaffContext,
  centreId: string,
  scans: readonly Scan[],
): Promise<BookingDocument[]> {
  const codes = scans.map(scan => ({ ...scan, parsed: parseCode(scan.code) }))
  const ids = codes.flatMap(({ parsed, bookingId }) =>
    parsed?.kind === 'qr' ? [parsed.bookingId] : bookingId === undefined ? [] : [bookingId],
  )
  const strange = codes.filter(({ parsed, bookingId }) => parsed?.kind === 'digits' && bookingId === undefined)
  const times = strange.map(({ at }) => at)
  const [named, around] = await Promise.all([
    ids.length > 0 ? store.bookings.find({ where: { _id: oneOf(ids) }, limit: MAX_CANDIDATES }) : [],
    times.length > 0
      ? store.bookings.find({
          where: { centreId, activeUntil: both(gt(Math.min(...times)), lt(Math.max(...times) + DAY)) },
          sort: [['activeUntil', 'asc']],
          limit: MAX_CANDIDATES,
        })
      : [],
  ])
  const found = new Map([...around, ...named].map(booking => [booking._id, booking]))
  return [...found.values()]
}
