import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'
import { SpaceBar } from '../../parts/space-bar'
import { SpaceDetail } from '../../parts/space-detail'
import { useSpaceBooking } from '../../parts/use-space-booking'

export default function SpacePage() {
  const { id = '' } = useRouter().params
  const [date, setDate] = useState<string | null>(null)
  const input = { offeringId: id, ...(date === null ? {} : { date }) }
  const { data, error, reload } = useRequest('space.get', input, { refreshOnShow: true })
  const booking = useSpaceBooking(data, reload)
  const problem = error && messageOf(error)
  return (
    <Screen id="space" title="空间" footer={data?.day && <SpaceBar booking={booking} />}>
      {data ? (
        <SpaceDetail view={data} booking={booking} onDate={setDate} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <View>
          <Skeleton blocks={[150, 34, 24, 60, 240]} />
        </View>
      )}
    </Screen>
  )
}
