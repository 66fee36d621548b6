import { APPEAL_LENGTH } from '@domain/contracts/limits'
import type { NoShowView } from '@domain/contracts/noshows'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './noshows.module.scss'
import { sayRecord } from './words'

function AppealSheet({ record, onClose, onSent }: { record: NoShowView; onClose: () => void; onSent: () => void }) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('noshow.appeal')
  useErrorToast(error)
  const send = async () => {
    const { bookingId, memberId } = record
    if (!(await run({ bookingId, memberId, reason }))) return
    toast('原因说明好了', '中心看过后，结果会写在这里。')
    onSent()
  }
  return (
    <Sheet id="appeal-sheet" title={`${isolated(record.nickname)}为什么没来？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextArea
          id="appeal-reason"
          label="是什么原因？同一次没来，可以说一次"
          placeholder="比如：孩子发烧了，来不及取消"
          value={reason}
          maxLength={APPEAL_LENGTH}
          onChange={setReason}
        />
        <Button id="appeal-send" busy={busy} disabled={reason.trim() === ''} onTap={() => void send()}>
          {reason.trim() === '' ? '请先写原因' : '说明原因'}
        </Button>
      </View>
    </Sheet>
  )
}

/** What a missed booking means for each of its people, and the way to appeal. */
export function MissedPart({ bookingId }: { bookingId: string }) {
  const request = useRequest('standing.get', { bookingId })
  const { reload } = request
  const [asking, setAsking] = useState<NoShowView | null>(null)
  return (
    <Section title="这节课没有来" quiet>
      <Loaded request={request} skeleton={[80]}>
        {data => (
          <ListGroup>
            {data.records.map(record => {
              const { tone, text, note } = sayRecord(record)
              return (
                <View key={record.id}>
                  <ListRow title={record.nickname} note={note} end={<Pill tone={tone}>{text}</Pill>} />
                  {record.state === 'counted' && !record.appeal && (
                    <View className={cx(styles.appeal)}>
                      <Button id={`appeal-${record.memberId}`} look="soft" size="small" onTap={() => setAsking(record)}>
                        说明原因
                      </Button>
                    </View>
                  )}
                </View>
              )
            })}
          </ListGroup>
        )}
      </Loaded>
      {asking && (
        <AppealSheet
          record={asking}
          onClose={() => setAsking(null)}
          onSent={() => {
            setAsking(null)
            reload()
          }}
        />
      )}
    </Section>
  )
}
