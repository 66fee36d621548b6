import { canCheckIn } from '@domain/bookings/phase'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { CheckedIn } from '@/features/bookings/checked-in'
import { CodeView } from '@/features/bookings/code-view'
import { useBooking } from '@/features/bookings/use-booking'
import { useNow } from '@/features/time/use-now'
import { useWhileShown } from '@/features/time/use-while-shown'
import { brightenScreen } from '@/platform/code-screen'
import { buzz } from '@/platform/feedback'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'

/** How often the phone asks whether the code was scanned, ms: often enough to see it at the door. */
const POLL_MS = 5000

export default function CodePage() {
  const { id = '' } = useRouter().params
  const { booking, error, loading, reload } = useBooking(id)
  const problem = error && messageOf(error)
  const [dim, setDim] = useState(false)
  useWhileShown(() => brightenScreen(() => setDim(true)))

  const tick = useNow(POLL_MS)
  const checkedInAt = booking?.checkedInAt ?? null
  const waiting = booking !== null && canCheckIn(booking, tick)
  const asking = useRef(loading)
  asking.current = loading
  // biome-ignore lint/correctness/useExhaustiveDependencies: every tick asks once
  useEffect(() => {
    // A new question would drop the answer to the one before: on a slow network none would ever come.
    if (waiting && !asking.current) reload()
  }, [waiting, tick, reload])
  const wasWaiting = useRef(false)
  useEffect(() => {
    if (checkedInAt !== null && wasWaiting.current) buzz('yes')
    wasWaiting.current = waiting
  }, [waiting, checkedInAt])

  const footer = waiting && (
    <Button id="code-arrive" look="soft" icon="door" onTap={() => open('arrive', { id })}>
      扫门口屏幕，自助签到
    </Button>
  )
  return (
    <Screen id="code" title="签到码" tone="white" footer={footer}>
      {booking && checkedInAt !== null ? (
        <CheckedIn booking={booking} at={checkedInAt} />
      ) : booking?.secret ? (
        <CodeView booking={booking} secret={booking.secret} dim={dim} />
      ) : booking ? (
        <EmptyState scene="lantern" title="现在没有签到码" note="约好了才有签到码，请到「预约」里看看。" />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[40, 268, 60]} />
      )}
    </Screen>
  )
}
