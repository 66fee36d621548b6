import { canCheckIn } from '@domain/bookings/phase'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { CheckedIn } from '@/features/bookings/checked-in'
import { CodeView } from '@/features/bookings/code-view'
import { useBooking } from '@/features/bookings/use-booking'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { useWhileShown } from '@/features/time/use-while-shown'
import { brightenScreen } from '@/platform/code-screen'
import { buzz } from '@/platform/feedback'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'

/** How often the phone asks whether the code was scanned, ms. */
const POLL_MS = 5000

function CodePage() {
  const { id = '' } = useRouter().params
  const { booking, request } = useBooking(id)
  const { loading, reload } = request
  const [dim, setDim] = useState(false)
  useWhileShown(() => brightenScreen(() => setDim(true)))

  const tick = useNow(POLL_MS)
  const checkedInAt = booking?.checkedInAt ?? null
  const waiting = booking !== null && canCheckIn(booking, tick)
  const asking = useRef(loading)
  asking.current = loading
  // biome-ignore lint/correctness/useExhaustiveDependencies: every tick asks once
  useEffect(() => {
    // A new call would drop the answer to the one before: on a slow network no answer would ever arrive.
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
      <Loaded request={request} skeleton={[40, 268, 60]} ageless>
        {shown =>
          shown.checkedInAt !== null ? (
            <CheckedIn booking={shown} at={shown.checkedInAt} />
          ) : shown.secret ? (
            <CodeView booking={shown} secret={shown.secret} dim={dim} />
          ) : (
            <EmptyState scene="lantern" title="现在没有签到码" note="约好了才有签到码，请到「预约」里看看。" />
          )
        }
      </Loaded>
    </Screen>
  )
}

export default page(CodePage)
