import { MAX_COUNT_STEP } from '@domain/contracts/limits'
import type { StaffStation } from '@domain/contracts/staff-stations'
import { useRef, useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'

/** Counts people in and out at a station, as fast as staff tap: taps during a call go together in the next one. */
export function useCounting(centreId: string, { id }: StaffStation, onChange: (station: StaffStation) => void) {
  const { run, error } = useAction('staff.adjustOccupancy')
  useErrorToast(error)
  /** Taps that the shown figures do not contain yet. */
  const [delta, setDelta] = useState(0)
  const waiting = useRef(0)
  const sending = useRef(false)

  const send = async () => {
    sending.current = true
    while (waiting.current !== 0) {
      const by = Math.max(-MAX_COUNT_STEP, Math.min(MAX_COUNT_STEP, waiting.current))
      waiting.current -= by
      const answer = await run({ centreId, stationId: id, by })
      if (!answer) {
        // The figures on the screen were out of date: what was tapped on them is not sent.
        waiting.current = 0
        setDelta(0)
        break
      }
      onChange(answer.station)
      setDelta(was => was - by)
    }
    sending.current = false
  }
  const count = (by: number) => {
    waiting.current += by
    setDelta(was => was + by)
    if (!sending.current) void send()
  }
  return { delta, count }
}
