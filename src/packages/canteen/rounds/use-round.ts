import type { Failure } from '@domain/canteen/delivery'
import type { RoundSheet, Stop } from '@domain/contracts/staff-rounds'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { commit, newIntent } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { asCloudError, type CloudError, outcomeUnknown } from '@/cloud/errors'
import { onNetworkBack } from '@/platform/network'
import { toast } from '@/ui/toast'
import { addReport, keepRound, keptRound, roundKey, type StopReport, useReports } from './kept'
import { uploadReports } from './upload'

/** How often reports are sent again while the server is out of reach, ms. */
const RETRY_MS = 10_000

/** A stop as this phone knows it: with what was reported here. */
export interface RoundStop extends Stop {
  /** A report is still on this phone. */
  isWaiting: boolean
  /** Why the server refused the last report; null: it did not. */
  refused: boolean
}

/** A round on this phone: opened once with a network, then worked through with or without one. */
export function useRound(centreId: string, sessionId: string | null, roundId: string | null) {
  const key = sessionId && roundId ? roundKey(centreId, sessionId, roundId) : null
  const [sheet, setSheet] = useState<RoundSheet | null>(() => (key ? keptRound(key) : null))
  const [error, setError] = useState<CloudError | null>(null)
  const { reports, offline } = useReports()
  const current = useRef(key)
  current.current = key

  const load = useCallback(async () => {
    if (!key || !sessionId || !roundId) return
    await uploadReports(centreId)
    try {
      const fresh = await commit('staff.mealOpenRound', { centreId, sessionId, roundId }, newIntent())
      keepRound(key, fresh)
      if (current.current !== key) return
      setSheet(fresh)
      setError(null)
      useReports.setState({ offline: false })
    } catch (thrown) {
      const failure = asCloudError(thrown)
      if (current.current !== key) return
      setError(failure)
      if (outcomeUnknown(failure)) useReports.setState({ offline: true })
    }
  }, [centreId, sessionId, roundId, key])

  useEffect(() => {
    setSheet(key ? keptRound(key) : null)
    void load()
    return onNetworkBack(() => void load())
  }, [key, load])
  const shownBefore = useRef(false)
  useDidShow(() => {
    if (shownBefore.current) void load()
    shownBefore.current = true
  })
  const waiting = reports.filter(report => report.centreId === centreId && report.result === null).length
  useEffect(() => {
    if (waiting === 0) return
    const timer = setInterval(() => void uploadReports(centreId), RETRY_MS)
    return () => clearInterval(timer)
  }, [waiting, centreId])

  const report = (bookingId: string, failed: Failure | null) => {
    // Of two taps in a row one counts.
    if (useReports.getState().reports.some(earlier => earlier.bookingId === bookingId && isHandOver(earlier))) return
    const stored = addReport({ reportId: newIntent(), centreId, bookingId, failed, at: cloudNow(), result: null })
    if (!stored) {
      toast('手机存不下了', '请清理手机空间，再点一次。')
      return
    }
    void uploadReports(centreId)
  }
  return {
    sheet,
    error,
    stops: sheet ? sheet.stops.map(stop => withReports(stop, reports)) : [],
    waiting,
    offline,
    report,
    load,
  }
}

export type Round = ReturnType<typeof useRound>

/** Whether it says that the meal was handed over, and the server has not refused it. */
function isHandOver({ failed, result }: StopReport): boolean {
  return failed === null && result?.outcome !== 'refused'
}

function withReports(stop: Stop, reports: readonly StopReport[]): RoundStop {
  const own = reports.filter(({ bookingId }) => bookingId === stop.bookingId)
  const counting = own.filter(({ result }) => result?.outcome !== 'refused')
  const handed = counting.find(isHandOver)
  const failed = [...counting].reverse().find(report => report.failed !== null)
  const failedHere = failed?.failed ? { why: failed.failed, at: failed.at } : null
  const handedAt = stop.handedAt ?? handed?.at ?? null
  return {
    ...stop,
    handedAt,
    failed: handedAt === null ? (failedHere ?? stop.failed) : null,
    isWaiting: own.some(({ result }) => result === null),
    refused: own[own.length - 1]?.result?.outcome === 'refused',
  }
}
