import { OBJECTION_LENGTH } from '@domain/contracts/limits'
import type { DeedRow, DeedsEdit } from '@domain/contracts/office-points'
import type { DeedFlag } from '@domain/participation/deed'
import { isolated } from '@domain/text'
import { atLocal, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/office.module.scss'

const FLAGS: Record<DeedFlag, string> = {
  pair: '一个月里老是同两家互相确认',
  new: '确认的账号刚注册',
}

/** Deeds that have earned points at a centre, those to look at in front; a false one is taken back. */
export function Deeds({ centreId }: { centreId: string }) {
  const request = useRequest('office.pointDeeds', { centreId }, { refreshOnShow: true })
  const [opened, setOpened] = useState<DeedRow | null>(null)
  const done = (answer: DeedsEdit) => {
    request.setData(answer)
    setOpened(null)
    toast('收回了', '他家看得到您写的原因。')
  }
  return (
    <Section title="记下的事">
      <Loaded request={request} skeleton={[120]}>
        {({ now, deeds }) => (
          <View className={cx(styles.stack)}>
            <ListGroup>
              {deeds.length === 0 && <ListRow title="还没有得分的事" note="确认过的会列在这里。" />}
              {deeds.map(deed => (
                <ListRow
                  key={deed.id}
                  id={`deed-${deed.id}`}
                  title={`${isolated(deed.name)} · ${deed.title} +${deed.points} 分`}
                  note={noteOf(deed, now)}
                  end={<DeedPill deed={deed} />}
                  leads
                  onTap={() => setOpened(deed)}
                />
              ))}
            </ListGroup>
            {opened && (
              <ReclaimSheet centreId={centreId} deed={opened} now={now} onClose={() => setOpened(null)} onDone={done} />
            )}
          </View>
        )}
      </Loaded>
    </Section>
  )
}

function noteOf({ date, note, reason, flags }: DeedRow, now: number): string {
  const why = reason === null ? flags.map(flag => FLAGS[flag]).join('，') : `收回的原因：${reason}`
  return [`${sayDay(atLocal(date), now)}，${note}`, why].filter(part => part !== '').join(' · ')
}

function DeedPill({ deed: { state, flags } }: { deed: DeedRow }) {
  if (state === 'reclaimed') return <Pill tone="none">已收回</Pill>
  if (flags.length > 0) return <Pill tone="few">看一看</Pill>
  return <Pill tone={state === 'final' ? 'good' : 'indigo'}>{state === 'final' ? '已入账' : '公示中'}</Pill>
}

interface ReclaimSheetProps {
  centreId: string
  deed: DeedRow
  now: number
  onClose: () => void
  onDone: (answer: DeedsEdit) => void
}

function ReclaimSheet({ centreId, deed, now, onClose, onDone }: ReclaimSheetProps) {
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('office.reclaimPoints')
  const problem = error && messageOf(error)
  const isReady = reason.trim() !== ''
  const reclaim = async () => {
    const answer = await run({ centreId, deedId: deed.id, reason: reason.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="reclaim-sheet" title={`${deed.name} · ${deed.title}`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View>{noteOf(deed, now)}</View>
        {deed.canReclaim ? (
          <>
            <View>查清楚没有真的做，才收回这 {deed.points} 分。已经用掉的先欠着，他家下次得的分先补上。</View>
            <TextArea
              id="reclaim-reason"
              label="为什么收回"
              placeholder="他家看得到这句话"
              maxLength={OBJECTION_LENGTH}
              value={reason}
              onChange={setReason}
            />
            {problem && <Alert id="reclaim-problem" {...problem} />}
            <Button id="reclaim-yes" busy={busy} disabled={!isReady} onTap={() => void reclaim()}>
              {isReady ? `收回 ${deed.points} 分` : '请先写原因'}
            </Button>
          </>
        ) : (
          <View>{whyNot(deed)}</View>
        )}
      </View>
    </Sheet>
  )
}

function whyNot({ state }: DeedRow): string {
  if (state === 'reclaimed') return '这件事的分已经收回了。'
  if (state === 'final') return '自己家的事请同事来看；公示结束半年以后，也不再收回。'
  return '还在公示，分还不能用。觉得不对，可以在「公示」里提意见，交给评议小组。'
}
