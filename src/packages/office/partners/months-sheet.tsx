import { TEXT_LENGTH } from '@domain/contracts/limits'
import type { PartnerEdit, PartnersEdit } from '@domain/contracts/office-partners'
import { localDate, sayDay, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'
import { sayBalance, sayCounted, sayMonth } from './words'

interface MonthsSheetProps {
  centreId: string
  partner: PartnerEdit
  now: number
  onEdit: () => void
  onInvite: () => void
  onClose: () => void
  onDone: (answer: PartnersEdit) => void
}

/** An agreement with its months, and the decision after short ones. */
export function MonthsSheet({ centreId, partner, now, onEdit, onInvite, onClose, onDone }: MonthsSheetProps) {
  const { id, name, words, from, until, state, months, reviews, after } = partner
  const [said, setSaid] = useState('')
  const { busy, error, run } = useAction('office.reviewPartner')
  const problem = error && messageOf(error)
  const isReady = said.trim() !== ''
  const decide = async (goesOn: boolean) => {
    const answer = await run({ centreId, partnerId: id, goesOn, words: said.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="partner-months" title={name} onClose={onClose}>
      <View className={cx(styles.form)}>
        <ListGroup>
          <ListRow title={sayBalance(partner)} note={`${sayMonth(from)}到${sayMonth(until)}`} />
          {words !== '' && <ListRow title={words} />}
        </ListGroup>
        {state !== 'ended' && (
          <Button id="partner-edit" look="soft" size="small" onTap={onEdit}>
            改协议
          </Button>
        )}
        {state !== 'ended' && (
          <Button id="partner-invite" look="soft" size="small" onTap={onInvite}>
            请对方的人来签到、排课
          </Button>
        )}
        {state === 'review' && (
          <>
            <Alert
              id="partner-review"
              tone="caution"
              text="连着三个月没办够"
              hint="和对方谈一谈，写下结果，再定要不要继续。"
            />
            <TextArea
              id="review-words"
              label="谈的结果"
              placeholder="为什么没办够，往后怎么办"
              maxLength={TEXT_LENGTH}
              value={said}
              onChange={setSaid}
            />
            {problem && <Alert id="review-problem" {...problem} />}
            <Button id="review-on" busy={busy} disabled={!isReady} onTap={() => void decide(true)}>
              {isReady ? '继续合作' : '请先写谈的结果'}
            </Button>
            <Button id="review-end" look="danger" busy={busy} disabled={!isReady} onTap={() => void decide(false)}>
              这个月底结束
            </Button>
          </>
        )}
        {after.length > 0 && (
          <Section title="到期以后还开着的">
            <View className={cx(styles.stack)}>
              <View className={cx(styles.note)}>
                协议到期以前发布的，居民还约得上。不办了就点开取消，会告诉约好的人。
              </View>
              <ListGroup>
                {after.map(session => (
                  <ListRow
                    key={session.id}
                    id={`after-${session.id}`}
                    title={session.title}
                    note={`${sayMoment(session.startsAt, now)} · ${session.booked === 0 ? '还没有人约' : `${session.booked} 人约了`}`}
                    leads
                    onTap={() => open('office/timetable', { centreId, date: localDate(session.startsAt) })}
                  />
                ))}
              </ListGroup>
            </View>
          </Section>
        )}
        <Section title="每个月">
          <ListGroup>
            {months.length === 0 && <ListRow title="还没有算过" note="开始以后每天算一次。" />}
            {months.map(month => (
              <ListRow key={month.month} title={sayMonth(month.month)} note={sayCounted(month)} />
            ))}
          </ListGroup>
        </Section>
        {reviews.length > 0 && (
          <Section title="复核过">
            <ListGroup>
              {reviews.map(({ at, goesOn, words: result }) => (
                <ListRow key={at} title={result} note={sayDay(at, now)} end={goesOn ? '继续' : '结束'} />
              ))}
            </ListGroup>
          </Section>
        )}
      </View>
    </Sheet>
  )
}
