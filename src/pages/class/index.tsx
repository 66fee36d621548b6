import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { BookBar } from '@/features/classes/book-bar'
import { ClassDetail } from '@/features/classes/class-detail'
import { useClassBooking } from '@/features/classes/use-class-booking'
import { Loaded } from '@/features/requests/loaded'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function ClassPage() {
  const { id = '', sessionId } = useRouter().params
  const request = useRequest('class.get', { offeringId: id }, { refreshOnShow: true })
  const { data, reload } = request
  const booking = useClassBooking(data, sessionId, reload)
  return (
    <Screen id="class" title="课堂" footer={data && <BookBar view={data} booking={booking} />}>
      <Loaded request={request} skeleton={[150, 34, 24, 60, 70, 160]}>
        {data => <ClassDetail view={data} booking={booking} />}
      </Loaded>
    </Screen>
  )
}

export default page(ClassPage)
