import { commit, newIntent } from '@/cloud/client'
import { asCloudError, outcomeUnknown } from '@/cloud/errors'
import { toast } from '@/ui/toast'
import { answerReports, tidyReports, useReports } from './kept'

/** Reports per call; fewer after a call without an answer, so that one report cannot block the others for ever. */
const MAX_PORTION = 10
let portion = MAX_PORTION
let running: Promise<void> | null = null

/** Uploads the reports of a centre until all are answered or the server cannot be reached. Runs once at a time. */
export function uploadReports(centreId: string): Promise<void> {
  running ??= upload(centreId).finally(() => {
    running = null
  })
  return running
}

async function upload(centreId: string): Promise<void> {
  const lost = tidyReports()
  if (lost > 0) toast(`有 ${lost} 条送餐记录没传上去`, '过了两天，不能再传了，请告诉中心。')
  const tried = new Set<string>()
  for (;;) {
    const waiting = useReports
      .getState()
      .reports.filter(report => report.centreId === centreId && report.result === null && !tried.has(report.reportId))
    const some = waiting.slice(0, portion)
    if (some.length === 0) return
    for (const { reportId } of some) tried.add(reportId)
    try {
      const reports = some.map(({ reportId, bookingId, failed, at }) => ({ reportId, bookingId, failed, at }))
      const { results } = await commit('staff.mealReportStops', { centreId, reports }, newIntent())
      answerReports(results)
      useReports.setState({ offline: false })
      portion = MAX_PORTION
    } catch (thrown) {
      const error = asCloudError(thrown)
      useReports.setState({ offline: outcomeUnknown(error) })
      if (error.code === 'NETWORK') return
      portion = Math.max(1, Math.floor(portion / 2))
    }
  }
}
