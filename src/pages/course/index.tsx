import { bookingChangesAt } from '@domain/bookings/phase'
import { MINUTE } from '@domain/time'
import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { CourseDetail } from '@/features/series/course-detail'
import { useNow } from '@/features/time/use-now'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function CoursePage() {
  const { id = '' } = useRouter().params
  const request = useRequest('booking.series', { enrolmentId: id }, { refreshOnShow: true })
  const { data, setData } = request
  const now = useNow(MINUTE, data?.enrolment.bookings.flatMap(bookingChangesAt))
  return (
    <Screen id="course" title="整期课程">
      <Loaded request={request} skeleton={[96, 320]}>
        {shown => (
          <CourseDetail
            enrolment={shown.enrolment}
            now={now}
            onChange={enrolment => setData({ now: cloudNow(), enrolment })}
          />
        )}
      </Loaded>
    </Screen>
  )
}

export default page(CoursePage)
