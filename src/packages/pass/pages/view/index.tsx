import '../../messages'
import { codeOfPass } from '@domain/bookings/pass'
import { STEP_MS } from '@domain/checkin/code'
import type { PassView } from '@domain/contracts/passes'
import { joinNames } from '@domain/text'
import { MINUTE, sayMoment, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { type CloudError, outcomeUnknown } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { CodeFace } from '@/features/bookings/code-view'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { useWhileShown } from '@/features/time/use-while-shown'
import { brightenScreen } from '@/platform/code-screen'
import { open, switchTo } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import styles from '../../parts/pass.module.scss'

/** A booking that somebody was sent a link to. The page cannot be forwarded from its menu: only its owner sends it. */
function PassPage() {
  const { id = '', key = '' } = useRouter().params
  const [refused, setRefused] = useState(false)
  const request = useRequest(
    'pass.get',
    { bookingId: id, key },
    { refreshOnShow: !refused, refreshEvery: refused ? undefined : MINUTE },
  )
  const { error } = request
  useEffect(() => {
    // A link that was taken back stays so, and wrong keys are counted.
    if (error && !outcomeUnknown(error)) setRefused(true)
  }, [error])
  const [dim, setDim] = useState(false)
  useWhileShown(() => brightenScreen(() => setDim(true)))
  return (
    <Screen id="pass" title="签到码" tone="white">
      {error && !outcomeUnknown(error) ? (
        <Refused error={error} />
      ) : (
        <Loaded request={request} skeleton={[40, 268, 60]} ageless>
          {({ pass }) => <Pass pass={pass} dim={dim} />}
        </Loaded>
      )}
    </Screen>
  )
}

/** Trying again would not help. */
function Refused({ error }: { error: CloudError }) {
  const { text, hint } = messageOf(error)
  return (
    <EmptyState
      id="pass-refused"
      scene="unplugged"
      title={text}
      note={hint}
      action={{ id: 'pass-home', label: '去首页看看', onTap: () => switchTo('home') }}
    />
  )
}

function Pass({ pass, dim }: { pass: PassView; dim: boolean }) {
  const now = useNow(1000)
  const code = codeOfPass(pass.codes, now)
  const party = `${joinNames(pass.people)} · ${pass.people.length} 人`
  return (
    <View className={cx(styles.page)}>
      {code ? (
        <CodeFace
          booking={pass}
          party={party}
          code={{ ...code, changesAt: code.from + STEP_MS }}
          now={now}
          dim={dim}
          offline={false}
        />
      ) : (
        <EmptyState id="pass-state" scene="calendar" {...stateOf(pass, now)} />
      )}
      <ListGroup>
        <ListRow icon="clock" title={saySpan(pass.startsAt, pass.endsAt, now)} note={code ? undefined : party} />
        <ListRow
          id="pass-centre"
          icon="pin"
          title={`${pass.centreName} ${pass.room}`}
          note={pass.address}
          leads
          onTap={() => open('centre', { id: pass.centreId })}
        />
      </ListGroup>
    </View>
  )
}

/** Why there is no code, and what to do. */
function stateOf({ status, title, checkedInAt, changeReason, codesFrom }: PassView, now: number) {
  if (status !== 'confirmed') return { title: `「${title}」取消了`, note: changeReason ?? '问问发给您的家人。' }
  if (checkedInAt !== null) return { title: `「${title}」签到好了`, note: `${sayMoment(checkedInAt, now)} 签到` }
  if (now < codesFrom) return { title, note: `${sayMoment(codesFrom, now)} 起，这里会有签到码。` }
  return { title, note: '签到码要连着网络才有，看看手机信号。' }
}

export default page(PassPage)
