import { decodeLink } from '@domain/text'
import { useRouter } from '@tarojs/taro'
import { ArriveView } from '@/features/arrive/arrive-view'
import { ChooseBooking } from '@/features/arrive/choose-booking'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

/** Opened from a booking (`id`), or by scanning the door with WeChat's scanner (`q`, a link; or `scene`). */
function ArrivePage() {
  const { id, q, scene } = useRouter().params
  const scanned = decodeLink(q ?? scene ?? '')
  return (
    <Screen id="arrive" title="自助签到">
      {id ? <ArriveView bookingId={id} scanned={scanned} /> : <ChooseBooking scanned={scanned} />}
    </Screen>
  )
}

export default page(ArrivePage)
