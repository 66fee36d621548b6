import type { EnrolmentView } from '@domain/contracts/series'
import { joinNames } from '@domain/text'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { sayPhase } from '@/features/bookings/status'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { Unbroken } from '@/ui/unbroken'
import { LeaveSeries } from './leave-series'
import styles from './series.module.scss'

interface CourseDetailProps {
  enrolment: EnrolmentView
  now: number
  onChange: (enrolment: EnrolmentView) => void
}

/** A series that was booked as a whole: the state of each session, and cancelling the rest. */
export function CourseDetail({ enrolment, now, onChange }: CourseDetailProps) {
  const { bookings, title, attendees, offeringId } = enrolment
  const left = bookings.filter(({ status, endsAt }) => status === 'confirmed' && now < endsAt)
  return (
    <View>
      <View className={cx(styles.head)}>
        <Pill tone={left.length > 0 ? 'good' : 'quiet'} dot>
          {left.length > 0 ? `还有 ${left.length} 节` : '没有要上的课了'}
        </Pill>
        <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
          {title}
        </View>
        <View className={cx(styles.note)}>
          整期 {bookings.length} 节 · {joinNames(attendees.map(({ nickname }) => nickname))}
        </View>
      </View>
      <Section title="每一节" quiet>
        <ListGroup>
          {bookings.map(booking => {
            const state = sayPhase(booking, now)
            return (
              <ListRow
                key={booking.id}
                id={`part-${booking.id}`}
                title={<Unbroken text={saySpan(booking.startsAt, booking.endsAt, now)} />}
                note={`第 ${booking.enrolment?.nth ?? 1} 节`}
                end={<Pill tone={state.tone}>{state.text}</Pill>}
                leads
                onTap={() => open('booking', { id: booking.id })}
              />
            )
          })}
        </ListGroup>
        <View className={cx(styles.note)}>每一节有自己的签到码。只有一节来不了，点进那一节单独取消。</View>
      </Section>
      <View className={cx(styles.class)}>
        <ListGroup>
          <ListRow
            id="course-class"
            icon="info"
            title="课程详情"
            leads
            onTap={() => open('class', { id: offeringId })}
          />
        </ListGroup>
      </View>
      <LeaveSeries enrolment={enrolment} now={now} onChange={onChange} />
    </View>
  )
}
