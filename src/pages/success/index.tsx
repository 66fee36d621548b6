import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { RegisteredView } from '@/features/ballot/registered-view'
import { SuccessView } from '@/features/bookings/success-view'
import { useBooking } from '@/features/bookings/use-booking'
import { WaitingView } from '@/features/waitlist/waiting-view'
import { replaceBy, switchTo } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function SuccessPage() {
  const { id = '' } = useRouter().params
  const { booking, error, reload, update } = useBooking(id)
  const problem = error && messageOf(error)
  const registered = booking?.status === 'registered'
  const waiting = booking?.status === 'waiting' || registered
  const footer = booking && (
    <View>
      {waiting ? (
        <Button id="success-wait" icon="calendar" onTap={() => replaceBy('booking', { id })}>
          {registered ? '看登记详情' : '看候补详情'}
        </Button>
      ) : (
        <Button id="success-code" icon="scan" onTap={() => replaceBy('code', { id })}>
          看签到码
        </Button>
      )}
      <Button id="success-home" look="plain" onTap={() => switchTo('home')}>
        回首页
      </Button>
    </View>
  )
  return (
    <Screen id="success" title="" footer={footer}>
      {booking && registered ? (
        <RegisteredView booking={booking} onChange={update} />
      ) : booking && waiting ? (
        <WaitingView booking={booking} onChange={update} />
      ) : booking ? (
        <SuccessView booking={booking} onChange={update} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[180, 200, 60]} />
      )}
    </Screen>
  )
}
