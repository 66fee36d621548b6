import '../../messages'
import type { WelfareAlert } from '@domain/contracts/staff-rounds'
import { MINUTE, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { callPhone } from '@/platform/phone'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import styles from '../../parts/page.module.scss'
import own from '../../rounds/rounds.module.scss'

const USUAL = ['人在家，没听见', '在家人那里', '住院了', '已经送医'] as const

/** Eaters who did not open the door, until somebody has looked after them. */
function AlertsPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.mealAlerts', { centreId }, { refreshOnShow: true, refreshEvery: MINUTE })
  const [closing, setClosing] = useState<WelfareAlert | null>(null)
  const now = useNow(MINUTE)
  return (
    <Screen id="alerts" title="没人开门">
      <Loaded request={request} skeleton={[140, 140]}>
        {({ alerts }) => (
          <View className={cx(styles.page)}>
            {alerts.map(alert => (
              <View key={alert.bookingId} id={`alert-${alert.bookingId}`} className={cx(own.next)}>
                <View className={cx(own.address)}>
                  {alert.building} {alert.door}
                </View>
                <View>
                  {alert.name} · {sayMoment(alert.at, now)} 送餐没人开门
                </View>
                <View className={cx(styles.pair)}>
                  <View className={cx(own.second)}>
                    <Button look="soft" icon="phone" onTap={() => callPhone(alert.phone)}>
                      打电话
                    </Button>
                  </View>
                  <View className={cx(own.second)}>
                    <Button id={`alert-close-${alert.bookingId}`} look="soft" onTap={() => setClosing(alert)}>
                      看过了
                    </Button>
                  </View>
                </View>
              </View>
            ))}
            {alerts.length === 0 && (
              <EmptyState scene="welcome" title="都好好的" note="送餐没人开门时，这里马上会有。" />
            )}
          </View>
        )}
      </Loaded>
      {closing && (
        <CloseSheet
          centreId={centreId}
          alert={closing}
          onClose={() => setClosing(null)}
          onDone={alerts => {
            setClosing(null)
            request.setData({ now: request.data?.now ?? now, alerts })
            toast('记好了')
          }}
        />
      )}
    </Screen>
  )
}

interface CloseSheetProps {
  centreId: string
  alert: WelfareAlert
  onClose: () => void
  onDone: (alerts: WelfareAlert[]) => void
}

function CloseSheet({ centreId, alert, onClose, onDone }: CloseSheetProps) {
  const [note, setNote] = useState('')
  const { busy, error, run } = useAction('staff.mealCloseAlert')
  const problem = error && messageOf(error)
  const close = async () => {
    const answer = await run({ centreId, bookingId: alert.bookingId, at: alert.at, note: note.trim() })
    if (answer) onDone(answer.alerts)
  }
  return (
    <Sheet id="alert-sheet" title={`${alert.name} 怎么样`} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.pair)}>
          {USUAL.map(text => (
            <Chip key={text} on={note === text} onTap={() => setNote(text)}>
              {text}
            </Chip>
          ))}
        </View>
        <TextField id="alert-note" label="情况" maxLength={100} value={note} onChange={setNote} />
        {problem && <Alert id="alert-problem" {...problem} />}
        <Button id="alert-yes" busy={busy} disabled={note.trim() === ''} onTap={() => void close()}>
          {note.trim() === '' ? '请先写情况' : '记下来'}
        </Button>
      </View>
    </Sheet>
  )
}

export default page(AlertsPage)
