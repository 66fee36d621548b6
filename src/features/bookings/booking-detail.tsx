import { canCancel, canChangeParty, canCheckIn, codeUseful, isUpcoming, offerOpen } from '@domain/bookings/phase'
import { sayMoney } from '@domain/canteen/price'
import type { BookingView } from '@domain/contracts/views'
import { categoryLabel, isSpace } from '@domain/offerings/kinds'
import { sayMoment, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { FAIR } from '@/features/ballot/words'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { MissedPart } from '@/features/noshows/missed-part'
import { RatePart } from '@/features/ratings/rate-part'
import { History } from '@/features/waitlist/history'
import { LeavePart } from '@/features/waitlist/leave-part'
import { addToCalendar } from '@/platform/calendar'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { Unbroken } from '@/ui/unbroken'
import styles from './booking-detail.module.scss'
import { NoticeRow } from './notice-row'
import { sayAhead, sayAttendees, sayCancel, sayChange, sayOrder, sayPhase, sayRoom } from './status'

interface BookingDetailProps {
  booking: BookingView
  now: number
  onChange: (booking: BookingView) => void
}

function CancelPart({ booking, now, onChange }: BookingDetailProps) {
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction('booking.cancel')
  useErrorToast(error)
  const deadline = sayMoment(booking.cancelUntil, now)
  const cancel = async () => {
    const answer = await run({ bookingId: booking.id })
    setAsking(false)
    if (!answer) return
    onChange(answer.booking)
    toast('已取消', '名额空出来了，谢谢您。')
  }
  return (
    <Section title="来不了？" quiet>
      <View className={cx(styles.note)}>{sayCancel(booking.cancelUntil, now)}</View>
      <View className={cx(styles.cancel)}>
        <Button id="booking-cancel" look="danger" size="small" onTap={() => setAsking(true)}>
          取消预约
        </Button>
      </View>
      {asking && (
        <ConfirmSheet
          title="要取消这个预约吗？"
          text={`${sayAttendees(booking)}的「${booking.title}」，${saySpan(booking.startsAt, booking.endsAt, now)}。取消后名额会马上给别人，想再来要重新约。${booking.enrolment ? '整期的其他几节照常上。' : ''}${deadline} 前都可以取消。`}
          confirm={{ id: 'booking-cancel-yes', label: '取消预约' }}
          keep="先不取消"
          busy={busy}
          onConfirm={() => void cancel()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}

async function toCalendar({ id, title, centreName, room, address, startsAt, endsAt }: BookingView): Promise<void> {
  const place = `${centreName} ${room}，${address}`
  const added = await addToCalendar({ id, title, place, startsAt, endsAt })
  if (!added) toast('没能加到日历', '可以在手机设置里允许微信使用日历，再试一次。')
}

/** What happens next with a booking, in words; empty when it is over. */
function sayNext({ status, drawAt, startsAt, endsAt, ahead, checkInFrom }: BookingView, now: number): string {
  if (now >= endsAt) return ''
  if (status === 'registered') return `${sayMoment(drawAt ?? startsAt, now)} 抽签`
  return status === 'waiting' ? sayAhead(ahead ?? 0) : `${sayMoment(checkInFrom, now)} 开始签到`
}

function sayRank(rank: number | null): string {
  return rank === null ? FAIR : `您家的签抽在第 ${rank} 个`
}

/** One booking with all its facts and actions. */
export function BookingDetail({ booking, now, onChange }: BookingDetailProps) {
  const state = sayPhase(booking, now)
  const waiting = booking.status === 'waiting'
  const registered = booking.status === 'registered'
  const change = sayChange(booking, now)
  const upcoming = isUpcoming(booking, now)
  return (
    <View>
      <View className={cx(styles.head)}>
        <Pill tone={state.tone} dot>
          {state.text}
        </Pill>
        <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
          {booking.title}
        </View>
        <View className={cx(styles.note)}>{categoryLabel(booking.category)}</View>
      </View>
      {change && (
        <View className={cx(styles.change)}>
          <ListGroup>
            <ListRow id="booking-change" icon="info" title={change.title} note={change.note} />
          </ListGroup>
        </View>
      )}
      <ListGroup>
        <ListRow
          icon="clock"
          title={<Unbroken text={saySpan(booking.startsAt, booking.endsAt, now)} />}
          note={sayNext(booking, now)}
        />
        {canChangeParty(booking, now) ? (
          <ListRow
            id="booking-party"
            icon="people"
            title={sayAttendees(booking)}
            note={
              booking.attendees.length > 1
                ? `${booking.attendees.length} 人。有人来不了，或再加一位`
                : '1 人。想再加一位，点这里'
            }
            leads
            onTap={() => open('party/change', { id: booking.id })}
          />
        ) : (
          <ListRow icon="people" title={sayAttendees(booking)} note={`${booking.attendees.length} 人`} />
        )}
        <ListRow
          id="booking-centre"
          icon="pin"
          title={`${booking.centreName} ${sayRoom(booking)}`}
          note={booking.address}
          leads
          onTap={() => open('centre', { id: booking.centreId })}
        />
        {booking.enrolment && (
          <ListRow
            id="booking-course"
            icon="calendar"
            title={`整期课程的第 ${booking.enrolment.nth} 节，共 ${booking.enrolment.of} 节`}
            leads
            onTap={() => open('course', { id: booking.enrolment?.id ?? '' })}
          />
        )}
        {upcoming && (
          <ListRow
            id="booking-calendar"
            icon="calendar"
            title="添加到日历"
            leads
            onTap={() => void toCalendar(booking)}
          />
        )}
        {canCheckIn(booking, now) && (
          <ListRow
            id="booking-arrive"
            icon="door"
            title="自助签到"
            note="到了门口，扫屏幕上的码"
            leads
            onTap={() => open('arrive', { id: booking.id })}
          />
        )}
        {!booking.order && codeUseful(booking, now) && booking.checkedInAt === null && (
          <ListRow
            id="booking-pass"
            icon="go"
            title="发给接送的家人"
            note="他点开就有签到码，可以收回"
            leads
            onTap={() => open('pass/send', { id: booking.id })}
          />
        )}
        {booking.order && (
          <ListRow
            id="booking-order"
            icon="check"
            title={sayOrder(booking.order)}
            note={`标价 ${sayMoney(booking.order.price.list)}，补贴和爱心款 ${sayMoney(booking.order.price.subsidy + booking.order.price.charity)}，自付 ${sayMoney(booking.order.price.due)}${booking.prepaid ? '，付过了' : ''}`}
          />
        )}
        {booking.order && (booking.payUntil || (booking.prepaid && booking.prepaid < booking.order.price.due)) && (
          <ListRow
            id="booking-pay"
            icon="go"
            title="去付款"
            leads
            onTap={() => open('canteen/pay', { bookingId: booking.id })}
          />
        )}
        {booking.order && codeUseful(booking, now) && (
          <ListRow
            id="booking-collector"
            icon="people"
            title="来不了？让家人代取"
            leads
            onTap={() => open('canteen/proxy', { bookingId: booking.id })}
          />
        )}
        {booking.order && booking.status === 'confirmed' && (
          <ListRow
            id="booking-repeat"
            icon="clock"
            title="每周都这样订"
            leads
            onTap={() => open('canteen/repeat', { bookingId: booking.id })}
          />
        )}
        {booking.order ? (
          canCancel(booking, now) && (
            <ListRow
              id="booking-change-order"
              icon="calendar"
              title="换个菜，或换种吃法"
              leads
              onTap={() =>
                open('canteen/menu', { centreId: booking.centreId, sessionId: booking.sessionId, change: booking.id })
              }
            />
          )
        ) : (
          <ListRow
            id="booking-class"
            icon="info"
            title={isSpace(booking.kind) ? '空间详情' : '课程详情'}
            leads
            onTap={() =>
              isSpace(booking.kind)
                ? open('spaces/detail', { id: booking.offeringId })
                : open('class', { id: booking.offeringId })
            }
          />
        )}
      </ListGroup>
      {!!booking.drawAt && (
        <View className={cx(styles.remind)}>
          <ListGroup>
            <ListRow
              id="booking-proof"
              icon="check"
              title={registered ? '怎么保证公平' : '看抽签结果，自己验算'}
              note={sayRank(booking.rank)}
              leads
              onTap={() => open('ballot/proof', { sessionId: booking.sessionId, bookingId: booking.id })}
            />
          </ListGroup>
        </View>
      )}
      <RatePart booking={booking} now={now} onChange={onChange} />
      {booking.missed && <MissedPart bookingId={booking.id} />}
      {upcoming && (
        <View className={cx(styles.remind)}>
          <NoticeRow booking={booking} kind="reminder" onChange={onChange} />
        </View>
      )}
      {waiting && (
        <View className={cx(styles.remind)}>
          <NoticeRow booking={booking} kind="offer" onChange={onChange} />
        </View>
      )}
      {registered && (
        <View className={cx(styles.remind)}>
          <NoticeRow booking={booking} kind="ballot" onChange={onChange} />
        </View>
      )}
      {(registered || waiting || offerOpen(booking, now)) && <LeavePart booking={booking} onChange={onChange} />}
      {booking.history.length > 0 && <History steps={booking.history} drawn={!!booking.drawAt} now={now} />}
      {canCancel(booking, now) && <CancelPart booking={booking} now={now} onChange={onChange} />}
      {upcoming && !canCancel(booking, now) && (
        <View className={cx(styles.late)}>{sayCancel(booking.cancelUntil, now)}</View>
      )}
    </View>
  )
}
