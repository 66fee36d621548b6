import type { RosterParty } from '@domain/checkin/pack-reader'
import type { ScanResult } from '@domain/contracts/staff-offline'
import { HOUR, startOfLocalDay } from '@domain/time'
import { create } from 'zustand'
import { cloudNow } from '@/cloud/clock'
import { type CloudError, outcomeUnknown } from '@/cloud/errors'
import { storedFamily } from '@/platform/storage'

/** A party that was admitted without a network. */
export interface QueuedScan {
  /** Identifies this scan, however often it is sent. */
  nonce: string
  centreId: string
  code: string
  /** When it was made, epoch ms by the server's clock as far as it is known. */
  at: number
  sessionId: string | null
  /** The party on the stored roster; null: to be confirmed by the server. */
  party: RosterParty | null
  /** The server's decision; null: none yet. */
  result: ScanResult | null
}

/** Scans are lost when they are dropped, so every earlier shape is upgraded. */
const stored = storedFamily<QueuedScan>({ name: 'scan', version: 1, upgrade: fromUnversioned, kept: 'lasting' })

/** Scans stored before there were versions, when `party` was called `guest`. */
function fromUnversioned(old: unknown, version: number): QueuedScan | null {
  if (version !== 0 || typeof old !== 'object' || old === null || !('nonce' in old && 'code' in old)) return null
  const { guest = null, ...scan } = old as Omit<QueuedScan, 'party'> & { guest?: QueuedScan['party'] }
  return { ...scan, party: guest }
}

/** Why the server decides nothing: there is no network, or it is reached and fails. */
export type Trouble = 'network' | 'server'

interface QueueState {
  scans: QueuedScan[]
  /** Why the last call brought no decision; null: it did. */
  trouble: Trouble | null
  /** The phone has no room for the roster of the day: after a restart it could not verify codes without a network. */
  rosterUnstored: boolean
}

/** Each scan is stored under its own name, so that closing the app at any moment leaves none half written. */
function load(): QueuedScan[] {
  return stored
    .keys()
    .map(nonce => stored.at(nonce).read())
    .filter(scan => scan !== null)
    .sort((a, b) => a.at - b.at)
}

export const useQueue = create<QueueState>(() => ({ scans: load(), trouble: null, rosterUnstored: false }))

/** Stores a scan until the server has answered it; false when the phone has no room for it. */
export function enqueue(scan: QueuedScan): boolean {
  if (!stored.at(scan.nonce).write(scan)) return false
  useQueue.setState(({ scans }) => ({ scans: [...scans, scan] }))
  return true
}

/** Stores the server's decision on a scan. It stays for the day, to be read and to detect a second scan. */
export function answer(result: ScanResult): void {
  const scan = useQueue.getState().scans.find(({ nonce }) => nonce === result.nonce)
  if (!scan) return
  const answered = { ...scan, result }
  stored.at(scan.nonce).write(answered)
  useQueue.setState(({ scans }) => ({ scans: scans.map(each => (each === scan ? answered : each)) }))
}

/** Removes answered scans of earlier days. */
export function tidyQueue(): void {
  const today = startOfLocalDay(cloudNow())
  const { scans } = useQueue.getState()
  const over = scans.filter(({ result, at }) => result !== null && at < today)
  for (const { nonce } of over) stored.at(nonce).remove()
  if (over.length > 0) useQueue.setState({ scans: scans.filter(scan => !over.includes(scan)) })
}

/** The server accepts no scan that is older, ms. */
const TOO_OLD = 48 * HOUR

/** Removes scans that nobody can upload any more: those of a centre where the person no longer works, once they are too old. */
export function dropStaleScans(centreId: string): void {
  const { scans } = useQueue.getState()
  const stale = scans.filter(scan => scan.centreId === centreId && scan.at < cloudNow() - TOO_OLD)
  for (const { nonce } of stale) stored.at(nonce).remove()
  if (stale.length > 0) useQueue.setState({ scans: scans.filter(scan => !stale.includes(scan)) })
}

/** Reads the queue from storage again, after storage was cleared. */
export function reloadQueue(): void {
  useQueue.setState({ scans: load() })
}

/** Records whether the last call brought a decision: null, or its error if that leaves the outcome open. */
export function noteCall(error: CloudError | null): void {
  const trouble = error === null || !outcomeUnknown(error) ? null : error.code === 'NETWORK' ? 'network' : 'server'
  if (useQueue.getState().trouble !== trouble) useQueue.setState({ trouble })
}

/** Scans that the server has not answered yet, oldest first. */
export function notUploaded(scans: readonly QueuedScan[]): QueuedScan[] {
  return scans.filter(({ result }) => result === null)
}

/** Answered scans to tell staff about: those admitted unverified, and those not simply accepted. */
export function scansToReport(scans: readonly QueuedScan[]): QueuedScan[] {
  return scans.filter(({ party, result }) => result !== null && (party === null || result.outcome !== 'accepted'))
}

/** When this phone last checked a party in, unless the server refused it; null: it did not. */
export function checkedInHere(bookingId: string): number | null {
  const own = useQueue
    .getState()
    .scans.filter(({ party, result }) => party?.bookingId === bookingId && result?.outcome !== 'refused')
  return own.length === 0 ? null : Math.max(...own.map(({ at }) => at))
}
