import type { StationAnswer } from '@domain/contracts/stations'
import { localClock } from '@domain/time'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { buzz } from '@/platform/feedback'
import { toast } from '@/ui/toast'

/** Taking a seat and leaving it. */
export function useSeat(onAnswer: (answer: StationAnswer) => void) {
  const sitting = useAction('station.sit')
  const leaving = useAction('station.leave')
  useErrorToast(leaving.error)

  const sit = async (stationId: string, proof: string | null) => {
    const answer = await sitting.run({ stationId, ...(proof === null ? {} : { proof }) })
    if (!answer) {
      buzz('no')
      return
    }
    onAnswer(answer)
    if (!answer.visit) return
    buzz('yes')
    if (answer.visit.held)
      toast(`座位给您留到 ${localClock(answer.visit.until)}`, '到了扫门口的码，就能坐下歇；没到会自动让出来。')
    else toast('坐下了，好好歇一歇', `走的时候点一下「离开」；${localClock(answer.visit.until)} 会自动离开。`)
  }
  const leave = async (stationId: string, visitId: string) => {
    const answer = await leaving.run({ stationId, visitId })
    if (!answer) return
    onAnswer(answer)
    toast('座位让出来了', '路上慢点，随时再来。')
  }
  return { busy: sitting.busy || leaving.busy, refusal: sitting.error, sit, leave }
}

export type Seat = ReturnType<typeof useSeat>
