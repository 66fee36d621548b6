import { availabilityChangesAt } from '@domain/classes/availability'
import { MINUTE } from '@domain/time'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { SpaceBar } from '../../parts/space-bar'
import { SpaceDetail } from '../../parts/space-detail'
import { useSpaceBooking } from '../../parts/use-space-booking'

function SpacePage() {
  const { id = '' } = useRouter().params
  const [date, setDate] = useState<string | null>(null)
  const input = { offeringId: id, ...(date === null ? {} : { date }) }
  const request = useRequest('space.get', input, { refreshOnShow: true, refreshEvery: MINUTE })
  const { data, reload } = request
  const now = useNow(MINUTE, data?.day ? availabilityChangesAt(data.day.session) : [])
  const booking = useSpaceBooking(data, now, reload)
  return (
    <Screen id="space" title="空间" footer={data?.day && <SpaceBar booking={booking} />}>
      <Loaded request={request} skeleton={[150, 34, 24, 60, 240]}>
        {data => <SpaceDetail view={data} booking={booking} now={now} onDate={setDate} />}
      </Loaded>
    </Screen>
  )
}

export default page(SpacePage)
