import '../../messages'
import type { OwnShift, ShiftView } from '@domain/contracts/volunteers'
import { localClock, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { QrCode } from '@/ui/qr-code'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../../parts/points.module.scss'
import { ProfileSheet } from '../../parts/profile-sheet'
import { sayHours, saySkill, shiftState } from '../../parts/volunteer-words'
import { sayDigits } from '../../parts/words'

/** A shift: what is to be done, and the caller's place in it with the code for check-in and check-out. */
function ShiftPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('volunteer.shift', { shiftId: id }, { refreshOnShow: true })
  return (
    <Screen id="shift" title="志愿班次">
      <Loaded request={request} skeleton={[180, 160]}>
        {({ now, shift }) => (
          <View className={cx(styles.page)}>
            <Card padded>
              <View className={cx(styles.stack)}>
                <View className={cx(styles.figure)}>{shift.title}</View>
                <View id="shift-state">
                  <Pill tone={shiftState(shift).tone}>{shiftState(shift).label}</Pill>
                </View>
                {shift.words && <View>{shift.words}</View>}
              </View>
            </Card>
            {shift.own && !shift.isCancelled && <Place own={shift.own} />}
            <ListGroup>
              <ListRow icon="clock" title={saySpan(shift.startsAt, shift.endsAt, now)} note={shift.subject.title} />
              <ListRow icon="pin" title={shift.centreName} note={shift.address} />
              <ListRow
                icon="people"
                title={`要 ${shift.places} 人，${saySkill(shift.skill)}`}
                note={shift.guide ? `带班：${shift.guide}` : undefined}
              />
            </ListGroup>
            {now < shift.startsAt && !shift.isCancelled && (
              <Acts key={shift.own ? 'in' : 'out'} shift={shift} onChange={request.reload} />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

/** The caller's place: the code as long as the shift is not over, and afterwards what it gave. */
function Place({ own }: { own: OwnShift }) {
  const { code, inAt, outAt, outcome, minutes, isManual } = own
  return (
    <Card padded>
      <View className={cx(styles.centred)}>
        {outcome === null && outAt === null ? (
          <>
            <QrCode text={code} label="签到二维码" className={cx(styles.picture)} />
            <View id="shift-code" className={cx(styles.digits)}>
              {sayDigits(code)}
            </View>
            <View className={cx(styles.note)}>到了给带班的人扫一次，走的时候再扫一次</View>
          </>
        ) : (
          <View className={cx(styles.figure)}>{minutes === null ? '时长还没算好' : sayHours(minutes)}</View>
        )}
        {inAt !== null && (
          <View id="shift-times">
            {localClock(inAt)} 签到{outAt === null ? '' : `，${localClock(outAt)} 签退`}
          </View>
        )}
        {isManual && <View className={cx(styles.note)}>手工补的，别的中心核准过</View>}
        {outcome === 'open' && <View className={cx(styles.note)}>走时忘了签退，等带班的人签字</View>}
      </View>
    </Card>
  )
}

function Acts({ shift, onChange }: { shift: ShiftView; onChange: () => void }) {
  const signUp = useAction('volunteer.signUp')
  const leave = useAction('volunteer.leave')
  const confirm = useAction('volunteer.confirm')
  const [asking, setAsking] = useState(false)
  const [isNew, setNew] = useState(false)
  useErrorToast(leave.error ?? confirm.error)
  const unknown = signUp.error?.code === 'VOLUNTEER_NOT_FOUND'
  const problem = signUp.error && !unknown ? messageOf(signUp.error) : null
  const input = { shiftId: shift.id }
  const take = async () => {
    const answer = await signUp.run(input)
    // A late copy of a request whose place was given back since answers without one.
    if (answer?.shift.own) toast('报上了，谢谢您', '开始前一天，再问您一次来不来。')
    if (answer) onChange()
    else setNew(true)
  }
  const again = async () => {
    if (await confirm.run(input)) toast('知道了，等您来')
    onChange()
  }
  const drop = async () => {
    if (await leave.run(input)) toast('退好了', '名额让出来了，谢谢您早说。')
    setAsking(false)
    onChange()
  }
  if (shift.own) {
    return (
      <View className={cx(styles.stack)}>
        {shift.own.asked && (
          <Button id="shift-confirm" busy={confirm.busy} onTap={() => void again()}>
            我一定来
          </Button>
        )}
        <Button id="shift-leave" look="plain" onTap={() => setAsking(true)}>
          来不了，退出
        </Button>
        {asking && (
          <ConfirmSheet
            title={`不来「${shift.title}」了？`}
            text="名额马上让给别人；想再来，要看那时还有没有名额。"
            confirm={{ id: 'shift-leave-yes', label: '退出' }}
            keep="还是来"
            busy={leave.busy}
            onConfirm={() => void drop()}
            onClose={() => setAsking(false)}
          />
        )}
      </View>
    )
  }
  return (
    <View className={cx(styles.stack)}>
      {problem && <Alert id="shift-problem" {...problem} />}
      <Button id="shift-take" busy={signUp.busy} disabled={shift.left === 0} onTap={() => void take()}>
        {shift.left === 0 ? '人够了，看看别的' : '我来'}
      </Button>
      {unknown && isNew && (
        <ProfileSheet
          profile={null}
          onClose={() => setNew(false)}
          onDone={() => {
            setNew(false)
            void take()
          }}
        />
      )}
    </View>
  )
}

export default page(ShiftPage)
