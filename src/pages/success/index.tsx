import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { RegisteredView } from '@/features/ballot/registered-view'
import { SuccessView } from '@/features/bookings/success-view'
import { useBooking } from '@/features/bookings/use-booking'
import { Loaded } from '@/features/requests/loaded'
import { WaitingView } from '@/features/waitlist/waiting-view'
import { replaceBy, switchTo } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function SuccessPage() {
  const { id = '' } = useRouter().params
  const { booking, request, update } = useBooking(id)
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
      <Loaded request={request} skeleton={[180, 200, 60]}>
        {shown =>
          registered ? (
            <RegisteredView booking={shown} onChange={update} />
          ) : waiting ? (
            <WaitingView booking={shown} onChange={update} />
          ) : (
            <SuccessView booking={shown} onChange={update} />
          )
        }
      </Loaded>
    </Screen>
  )
}

export default page(SuccessPage)
