import type { StationView } from '@domain/contracts/stations'
import type { SpaceCard } from '@domain/contracts/views'
import type { ErrorDetails } from '@domain/errors'
import { View } from '@tarojs/components'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { sayWeek } from '@/features/centres/hours'
import { sayAge } from '@/features/time/age'
import { open } from '@/platform/navigate'
import { callPhone } from '@/platform/phone'
import { showWay } from '@/platform/places'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { inARow } from '@/ui/in-a-row'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { BerthsPart } from './berths-part'
import { sceneOf } from './drawings'
import styles from './station-detail.module.scss'
import { comingHealthDays, labelOf, sayDoors, sayHealthDay, saySeats, sayWay } from './words'

/** The next ones are enough to plan by. */
const HEALTH_DAYS = 3

async function lead(station: StationView) {
  const shown = await showWay(station)
  if (shown === 'copied') toast('地址复制好了', '粘贴到地图里就能导航。')
  if (shown === 'failed') toast('没能打开地图', station.address)
}

/** Why there was no seat, and where there is one. */
function Problem({ error }: { error: CloudError }) {
  const { text, hint } = messageOf(error)
  const { nearest } = error.code === 'STATION_FULL' ? (error.detail as ErrorDetails['STATION_FULL']) : { nearest: null }
  return (
    <Card id="station-problem" padded>
      <View className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
        {text}
      </View>
      {hint && <View className={cx(styles.note)}>{hint}</View>}
      {nearest && (
        <View className={cx(styles.go)}>
          <Button id="station-nearest" look="soft" size="small" onTap={() => open('station', { id: nearest.id })}>
            去那里看看
          </Button>
        </View>
      )}
    </Card>
  )
}

interface StationDetailProps {
  station: StationView
  /** What its centre has today to lie down on. */
  berths: readonly SpaceCard[]
  now: number
  /** Whether the figures are of now. */
  live: boolean
  /** Why there was no seat just now. */
  refusal: CloudError | null
}

/** One station: is there a seat, how to get in, what is there, when the doctor comes. */
export function StationDetail({ station, berths, now, live, refusal }: StationDetailProps) {
  const doors = sayDoors(station, now)
  const seats = saySeats(station, now, live)
  const health = comingHealthDays(station, now).slice(0, HEALTH_DAYS)
  return (
    <View>
      {refusal ? (
        <Problem error={refusal} />
      ) : (
        <View className={cx(styles.hero)}>
          <Scene name={sceneOf(station.drawing)} fill className={cx(styles.scene)} />
        </View>
      )}
      <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
        {station.name}
      </View>
      <View id="station-seats" className={cx(styles.line)}>
        <Pill tone={seats.tone} dot>
          {seats.text}
        </Pill>
        <View className={cx(styles.note)}>
          {inARow([doors.open && `共 ${station.capacity} 座`, doors.until, sayWay(station, '您')])}
        </View>
        {doors.open && (
          <View className={cx(styles.age)}>
            {sayAge(station.seenAt, now)}的座位数{seats.stale ? '，可能有变化，到了看看就知道' : ''}
          </View>
        )}
      </View>
      <ListGroup>
        <ListRow icon="door" title="怎么进门" note={station.wayIn} />
        <ListRow
          id="station-way"
          icon="pin"
          title={station.address}
          note={process.env.TARO_ENV === 'weapp' ? '点这里导航' : '点这里复制地址'}
          leads
          onTap={() => void lead(station)}
        />
        <ListRow
          id="station-call"
          icon="phone"
          title={station.phone}
          note="找不到门口，打个电话"
          leads
          onTap={() => callPhone(station.phone)}
        />
      </ListGroup>
      <Section title="这里有什么">
        <View className={cx(styles.pills)}>
          {station.facilities.map(facility => (
            <Pill key={facility} tone="good">
              {labelOf(facility)}
            </Pill>
          ))}
        </View>
      </Section>
      <BerthsPart berths={berths} now={now} live={live} />
      {health.length > 0 && (
        <Section title="义诊">
          <ListGroup>
            {health.map(day => (
              <ListRow key={day.date} title={sayHealthDay(day, now)} note={day.note} />
            ))}
          </ListGroup>
        </Section>
      )}
      <Section title="开放时间">
        <ListGroup>
          {sayWeek(station.hours.week).map(({ days, hours }) => (
            <ListRow key={days} title={days} end={hours} />
          ))}
          {station.hours.closures.map(({ from, to, reason }) => (
            <ListRow key={from} title={reason} end={from === to ? from : `${from} 至 ${to}`} />
          ))}
        </ListGroup>
      </Section>
      <Section title="属于哪个中心">
        <ListGroup>
          <ListRow
            id="station-centre"
            icon="home"
            title={station.centreName}
            leads
            onTap={() => open('centre', { id: station.centreId })}
          />
        </ListGroup>
      </Section>
    </View>
  )
}
