import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { BookBar } from '@/features/classes/book-bar'
import { ClassDetail } from '@/features/classes/class-detail'
import { useClassBooking } from '@/features/classes/use-class-booking'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function ClassPage() {
  const { id = '', sessionId } = useRouter().params
  const { data, error, reload } = useRequest('class.get', { offeringId: id }, { refreshOnShow: true })
  const booking = useClassBooking(data, sessionId, reload)
  const problem = error && messageOf(error)
  return (
    <Screen id="class" title="课堂" footer={data && <BookBar view={data} booking={booking} />}>
      {data ? (
        <ClassDetail view={data} booking={booking} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[150, 34, 24, 60, 70, 160]} />
      )}
    </Screen>
  )
}
