import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { CourseDetail } from '@/features/series/course-detail'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function CoursePage() {
  const { id = '' } = useRouter().params
  const request = useRequest('booking.series', { enrolmentId: id }, { refreshOnShow: true })
  const { setData } = request
  return (
    <Screen id="course" title="整期课程">
      <Loaded request={request} skeleton={[96, 320]}>
        {data => (
          <CourseDetail enrolment={data.enrolment} onChange={enrolment => setData({ now: cloudNow(), enrolment })} />
        )}
      </Loaded>
    </Screen>
  )
}

export default page(CoursePage)
