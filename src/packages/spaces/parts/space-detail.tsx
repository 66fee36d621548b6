import type { SpaceView } from '@domain/contracts/spaces'
import { localClock, localDate, sayLength, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { sayRoom } from '@/features/bookings/status'
import { OfferingHero } from '@/features/offerings/hero'
import { isLive } from '@/features/requests/live'
import { dayState } from '@/features/spaces/words'
import { StationRows } from '@/features/stations/station-rows'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { DayStrip } from './day-strip'
import { Party } from './party'
import { SeatMap } from './seat-map'
import styles from './space-detail.module.scss'
import { TimeLine } from './time-line'
import type { SpaceBooking } from './use-space-booking'

interface SpaceDetailProps {
  view: SpaceView
  booking: SpaceBooking
  now: number
  onDate: (date: string) => void
}

/** One space: its days, the free times, and its seats. */
export function SpaceDetail({ view, booking, now, onDate }: SpaceDetailProps) {
  const { offering, days, day, bookings } = view
  const state = day && dayState(day, now)
  const grace = day?.session.rules.graceMs
  return (
    <View>
      <OfferingHero category={offering.category} title={offering.title} />
      {day && (
        <View className={cx(styles.facts)}>
          {day.session.centreName} {day.session.room} ·{' '}
          <View className={cx(styles.hours)}>
            {localClock(day.session.startsAt)}–{localClock(day.session.endsAt)}
          </View>
        </View>
      )}
      {state && (
        <View className={cx(styles.line)}>
          <Pill tone={state.tone} dot>
            {state.text}
          </Pill>
        </View>
      )}
      <View className={cx(styles.summary)}>{offering.summary}</View>

      {bookings.length > 0 && (
        <Section title="您已经约了" quiet>
          <ListGroup>
            {bookings.map(own => (
              <ListRow
                key={own.id}
                id={`space-own-${own.id}`}
                icon="check"
                title={saySpan(own.startsAt, own.endsAt, now)}
                note={sayRoom(own)}
                leads
                onTap={() => open('booking', { id: own.id })}
              />
            ))}
          </ListGroup>
        </Section>
      )}

      <Section title="哪一天" quiet>
        {days.length === 0 || !day ? (
          <View className={cx(styles.facts)}>最近没有开放的日子，过几天再来看看。</View>
        ) : (
          <DayStrip days={days} chosen={localDate(day.session.startsAt)} now={now} onChoose={onDate} />
        )}
      </Section>
      {day && (
        <>
          <Section title="几点开始" quiet>
            <TimeLine booking={booking} single={day.units === 1} />
          </Section>
          {booking.choice.picks && booking.choice.span && (
            <Section title="坐哪里" quiet>
              <SeatMap day={day} booking={booking} />
            </Section>
          )}
          <Section
            title={day.session.rules.partyMax > 1 ? `谁来用（最多 ${day.session.rules.partyMax} 位）` : '谁来用'}
            quiet
          >
            <Party choices={view.members} booking={booking} />
          </Section>
          {grace ? (
            <View className={cx(styles.note)}>
              到了请签到。开始 {sayLength(grace)}后还没签到，名额会让给别人，并记一次约了没来。
            </View>
          ) : null}
          <Section title="来之前" quiet>
            <ListGroup>
              <ListRow icon="person" title={offering.teacher.name} note={offering.teacher.intro} />
              <ListRow
                id="space-centre"
                icon="pin"
                title={day.session.centreName}
                note={day.address}
                leads
                onTap={() => open('centre', { id: day.session.centreId })}
              />
              {offering.bring && <ListRow icon="info" title="要带什么" note={offering.bring} />}
            </ListGroup>
          </Section>
        </>
      )}
      {view.stations.length > 0 && (
        <Section title="坐着歇，不用预约" quiet>
          <StationRows stations={view.stations} now={now} live={isLive({ at: view.now, error: null }, now)} />
        </Section>
      )}
    </View>
  )
}
