import '../../messages'
import { localDate } from '@domain/time'
import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useNow } from '@/features/time/use-now'
import { useWhileShown } from '@/features/time/use-while-shown'
import { keepScreenOn } from '@/platform/code-screen'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'
import { DoorView } from '../../parts/door-view'
import { useDoorScreen } from '../../parts/use-door-screen'

function StaffDoorPage() {
  const { centreId = '' } = useRouter().params
  const { screen, error, ask } = useDoorScreen(centreId)
  useWhileShown(keepScreenOn)
  const now = useNow(1000)
  const today = screen?.keys.find(({ date }) => date === localDate(now))
  const problem = error && messageOf(error)
  return (
    <Screen id="staff-door" title="门口签到屏" wide>
      {screen && today ? (
        <DoorView screen={screen} dayKey={today.key} now={now} offline={error !== null} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={() => void ask()} />
      ) : (
        <Skeleton blocks={[420, 120]} />
      )}
    </Screen>
  )
}

export default page(StaffDoorPage)
