import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { CourseDetail } from '@/features/series/course-detail'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function CoursePage() {
  const { id = '' } = useRouter().params
  const { data, error, reload, setData } = useRequest('booking.series', { enrolmentId: id }, { refreshOnShow: true })
  const problem = error && messageOf(error)
  return (
    <Screen id="course" title="整期课程">
      {data ? (
        <CourseDetail enrolment={data.enrolment} onChange={enrolment => setData({ now: cloudNow(), enrolment })} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[96, 320]} />
      )}
    </Screen>
  )
}
