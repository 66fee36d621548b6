import type { RosterParty } from '@domain/checkin/pack-reader'
import type { ScanResult } from '@domain/contracts/staff-offline'
import { startOfLocalDay } from '@domain/time'
import { create } from 'zustand'
import { cloudNow } from '@/cloud/clock'
import { readStored, removeStored, storedNames, storeSafely } from '@/platform/storage'

/** A party that was let in without network. */
export interface QueuedScan {
  /** Of this scan alone, however often it is sent. */
  nonce: string
  centreId: string
  code: string
  /** When it was made, epoch ms by the server's clock as far as this phone knows it. */
  at: number
  sessionId: string | null
  /** Whom the pack knows by this code; null: to be confirmed. */
  guest: RosterParty | null
  /** The server's word; null: not yet. */
  result: ScanResult | null
}

const PREFIX = 'scan:'

interface QueueState {
  scans: QueuedScan[]
  /** Whether the last call found the server. */
  online: boolean
}

/** Every scan has a place of its own in the phone's storage: whatever moment the app is closed at, none is half there. */
function load(): QueuedScan[] {
  return storedNames(PREFIX)
    .map(name => readStored<QueuedScan>(name))
    .filter(scan => scan !== null)
    .sort((a, b) => a.at - b.at)
}

export const useQueue = create<QueueState>(() => ({ scans: load(), online: true }))

/** Keeps a scan until the server has answered it; false when the phone has no room for it. */
export function enqueue(scan: QueuedScan): boolean {
  if (!storeSafely(PREFIX + scan.nonce, scan)) return false
  useQueue.setState(({ scans }) => ({ scans: [...scans, scan] }))
  return true
}

/** Notes the server's word on a scan. It stays for the day, so that it can be read, and a second scan be told. */
export function answer(result: ScanResult): void {
  const scan = useQueue.getState().scans.find(({ nonce }) => nonce === result.nonce)
  if (!scan) return
  const answered = { ...scan, result }
  storeSafely(PREFIX + scan.nonce, answered)
  useQueue.setState(({ scans }) => ({ scans: scans.map(each => (each === scan ? answered : each)) }))
}

/** Drops what the server has answered and a day has passed over. */
export function tidyQueue(): void {
  const today = startOfLocalDay(cloudNow())
  const { scans } = useQueue.getState()
  const over = scans.filter(({ result, at }) => result !== null && at < today)
  for (const { nonce } of over) removeStored(PREFIX + nonce)
  if (over.length > 0) useQueue.setState({ scans: scans.filter(scan => !over.includes(scan)) })
}

/** Forgets what the app still knows of scans that have been taken off this phone. */
export function reloadQueue(): void {
  useQueue.setState({ scans: load() })
}

/** Notes whether the server could be reached. */
export function noteOnline(online: boolean): void {
  if (useQueue.getState().online !== online) useQueue.setState({ online })
}

/** Scans that the server has not answered yet, oldest first. */
export function notUploaded(scans: readonly QueuedScan[]): QueuedScan[] {
  return scans.filter(({ result }) => result === null)
}

/** Scans that were let in to be confirmed, or that the server saw otherwise. */
export function scansToReport(scans: readonly QueuedScan[]): QueuedScan[] {
  return scans.filter(({ guest, result }) => result !== null && (guest === null || result.outcome !== 'accepted'))
}

/** When this phone has let a party in today, as far as the server has not said otherwise; null: it has not. */
export function checkedInHere(bookingId: string): number | null {
  const scan = useQueue
    .getState()
    .scans.find(({ guest, result }) => guest?.bookingId === bookingId && result?.outcome !== 'refused')
  return scan?.at ?? null
}
