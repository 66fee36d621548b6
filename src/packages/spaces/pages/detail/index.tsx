import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { SpaceBar } from '../../parts/space-bar'
import { SpaceDetail } from '../../parts/space-detail'
import { useSpaceBooking } from '../../parts/use-space-booking'

function SpacePage() {
  const { id = '' } = useRouter().params
  const [date, setDate] = useState<string | null>(null)
  const input = { offeringId: id, ...(date === null ? {} : { date }) }
  const request = useRequest('space.get', input, { refreshOnShow: true })
  const { data, reload } = request
  const booking = useSpaceBooking(data, reload)
  return (
    <Screen id="space" title="空间" footer={data?.day && <SpaceBar booking={booking} />}>
      <Loaded request={request} skeleton={[150, 34, 24, 60, 240]}>
        {data => <SpaceDetail view={data} booking={booking} onDate={setDate} />}
      </Loaded>
    </Screen>
  )
}

export default page(SpacePage)
