import '../../messages'
import { CODES_LAST } from '@domain/bookings/pass'
import { codeUseful } from '@domain/bookings/phase'
import type { OwnPass } from '@domain/contracts/passes'
import { MINUTE, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { sayAttendees } from '@/features/bookings/status'
import { useBooking } from '@/features/bookings/use-booking'
import { Loaded } from '@/features/requests/loaded'
import { passCard } from '@/features/share/cards'
import { ShareButton } from '@/features/share/share-button'
import { useShareCard } from '@/platform/share'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../../parts/pass.module.scss'

/** Sends a booking to whoever brings the child, or takes that back. */
function SendPage() {
  const { id = '' } = useRouter().params
  const { booking, now, request } = useBooking(id)
  const passed = useRequest('booking.pass', { bookingId: id }, { refreshOnShow: true })
  const make = useAction('booking.makePass')
  const pass = passed.data?.pass ?? null
  const card = booking && pass ? passCard(booking, pass.key) : null
  useShareCard(card)
  const problem = make.error && messageOf(make.error)
  const create = async () => {
    const answer = await make.run({ bookingId: id })
    if (answer) passed.setData(answer)
  }
  const footer = card ? (
    <ShareButton id="pass-share" label="发给家人" card={card} />
  ) : (
    passed.data &&
    booking &&
    codeUseful(booking, now) && (
      <Button id="pass-make" busy={make.busy} onTap={() => void create()}>
        做一张给家人的卡片
      </Button>
    )
  )
  return (
    <Screen id="pass-send" title="发给家人" footer={footer}>
      <Loaded request={request} skeleton={[120, 160]}>
        {shown => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow icon="calendar" title={shown.title} note={saySpan(shown.startsAt, shown.endsAt, now)} />
              <ListRow icon="people" title={sayAttendees(shown)} note={`${shown.centreName} ${shown.room}`} />
            </ListGroup>
            <View className={cx(styles.text)}>
              替您带孩子来的人点开卡片，就有签到码、时间和地点。他看不到您家的其他资料，也不能改、不能取消。
            </View>
            <View className={cx(styles.text)}>卡片用到这一场结束。谁拿到都能用，发错了请马上收回。</View>
            {problem && <Alert id="pass-problem" {...problem} />}
            {pass && <Revoke bookingId={id} pass={pass} onDone={passed.setData} />}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

interface RevokeProps {
  bookingId: string
  pass: OwnPass
  onDone: (answer: { pass: OwnPass | null }) => void
}

function Revoke({ bookingId, pass, onDone }: RevokeProps) {
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction('booking.revokePass')
  const problem = error && messageOf(error)
  const revoke = async () => {
    const answer = await run({ bookingId, madeAt: pass.madeAt })
    setAsking(false)
    if (!answer) return
    onDone(answer)
    toast('收回了', '那张卡片打不开了。')
  }
  return (
    <View className={cx(styles.revoke)}>
      {problem && <Alert id="pass-revoke-problem" {...problem} />}
      <Button id="pass-revoke" look="danger" size="small" onTap={() => setAsking(true)}>
        收回卡片
      </Button>
      {asking && (
        <ConfirmSheet
          title="要收回这张卡片吗？"
          text={`收回后谁也打不开它。对方手机上已经打开的，最多再过 ${CODES_LAST / MINUTE} 分钟失效。想再发，可以重新做一张。`}
          confirm={{ id: 'pass-revoke-yes', label: '收回' }}
          keep="先不收回"
          busy={busy}
          onConfirm={() => void revoke()}
          onClose={() => setAsking(false)}
        />
      )}
    </View>
  )
}

export default page(SendPage)
