import type { BookingParty } from '@domain/contracts/bookings'
import type { Refusal } from '@domain/errors'
import { isSpace, type Kind } from '@domain/offerings/kinds'
import { labelsOf } from '@domain/people/labels'
import { isolated } from '@domain/text'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './party-view.module.scss'

interface PartyViewProps {
  shown: BookingParty
  onChange: () => void
}

/** Why a person cannot leave or join; the usual words about age are about classes. */
function sayRefusal(refusal: Refusal, kind: Kind): string {
  if (isSpace(kind) && refusal.code === 'TOO_YOUNG') return `这里要满 ${refusal.detail.ageMin} 岁`
  if (isSpace(kind) && refusal.code === 'TOO_OLD') return `这里到 ${refusal.detail.ageMax} 岁为止`
  if (refusal.code === 'SESSION_FULL') return '已经没有空的名额'
  if (refusal.code === 'LAST_MEMBER') return '只剩这一位了。来不了的话，请返回上一页，取消整个预约'
  return messageOf(refusal).text
}

/** The one reason that stands against every change; it is said once, at the top. */
function commonReason({ coming, others }: BookingParty): Refusal | null {
  const [first, ...rest] = [...coming, ...others].map(({ refusal }) => refusal)
  return first && rest.every(refusal => refusal?.code === first.code) && first.code !== 'LAST_MEMBER' ? first : null
}

function Coming({ shown, onChange }: PartyViewProps) {
  const [asking, setAsking] = useState<{ memberId: string; name: string } | null>(null)
  const { run, busy, error } = useAction('booking.removeMember')
  useErrorToast(error)
  const { booking, coming, now } = shown
  const remove = async () => {
    if (!asking) return
    const answer = await run({ bookingId: booking.id, memberId: asking.memberId })
    setAsking(null)
    onChange()
    if (answer) toast(`记下了，${isolated(asking.name)}这次不来`, '名额空出来给别人，谢谢您。')
  }
  return (
    <Section title={`这次来的人（${coming.length} 位）`}>
      <ListGroup>
        {coming.map(({ memberId, nickname, refusal }) => (
          <ListRow
            key={memberId}
            icon="people"
            title={nickname}
            note={refusal ? sayRefusal(refusal, booking.kind) : undefined}
            end={
              refusal === null && (
                <Button
                  id={`party-leave-${memberId}`}
                  look="danger"
                  size="small"
                  onTap={() => setAsking({ memberId, name: nickname })}
                >
                  不来了
                </Button>
              )
            }
          />
        ))}
      </ListGroup>
      {asking && (
        <ConfirmSheet
          title={`${isolated(asking.name)}这次不来了？`}
          text={`「${booking.title}」，${saySpan(booking.startsAt, booking.endsAt, now)}。其他人照常来，${isolated(asking.name)}的名额会马上给别人；又能来了，要看那时还有没有名额。`}
          confirm={{ id: 'party-leave-yes', label: '不来了' }}
          keep="还是来"
          busy={busy}
          onConfirm={() => void remove()}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}

function Others({ shown, onChange }: PartyViewProps) {
  const { run, busy, error } = useAction('booking.addMember')
  const [adding, setAdding] = useState('')
  useErrorToast(error)
  const { booking, others } = shown
  const labels = labelsOf(others.map(({ member }) => member))
  const add = async (memberId: string, name: string) => {
    setAdding(memberId)
    const answer = await run({ bookingId: booking.id, memberId })
    onChange()
    if (answer) toast(`加上了，${isolated(name)}也一起来`, '签到时出示同一个码就行。')
  }
  return (
    <Section title="再加一位">
      <ListGroup>
        {others.map(({ member, refusal }) => {
          const name = labels.get(member.id) ?? member.nickname
          return (
            <ListRow
              key={member.id}
              icon={refusal ? 'person' : 'plus'}
              title={name}
              note={refusal ? sayRefusal(refusal, booking.kind) : undefined}
              end={
                refusal === null && (
                  <Button
                    id={`party-join-${member.id}`}
                    look="soft"
                    size="small"
                    busy={busy && adding === member.id}
                    disabled={busy && adding !== member.id}
                    onTap={() => void add(member.id, name)}
                  >
                    一起来
                  </Button>
                )
              }
            />
          )
        })}
        <ListRow id="party-new" icon="plus" title="添加家人" leads onTap={() => open('member', {})} />
      </ListGroup>
    </Section>
  )
}

/** Who comes with one booking: members of the household leave and join singly. */
export function PartyView({ shown, onChange }: PartyViewProps) {
  const common = commonReason(shown)
  const { booking, now } = shown
  const reason = common && messageOf(common)
  return (
    <View>
      <View className={cx(styles.title)}>{booking.title}</View>
      <View className={cx(styles.note)}>{saySpan(booking.startsAt, booking.endsAt, now)}</View>
      {reason && (
        <View className={cx(styles.why)}>
          <Alert id="party-fixed" tone="caution" text={reason.text} hint={reason.hint} />
        </View>
      )}
      {reason ? (
        <Section title={`这次来的人（${shown.coming.length} 位）`}>
          <ListGroup>
            {shown.coming.map(({ memberId, nickname }) => (
              <ListRow key={memberId} icon="people" title={nickname} />
            ))}
          </ListGroup>
        </Section>
      ) : (
        <>
          <Coming shown={shown} onChange={onChange} />
          <Others shown={shown} onChange={onChange} />
        </>
      )}
    </View>
  )
}
