import type { StationView } from '@domain/contracts/stations'
import type { SpaceCard } from '@domain/contracts/views'
import type { ErrorDetails } from '@domain/errors'
import { View } from '@tarojs/components'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { RouteRow } from '@/features/centres/route-row'
import { stationCard } from '@/features/share/cards'
import { ShareRow } from '@/features/share/share-row'
import { open } from '@/platform/navigate'
import { callPhone } from '@/platform/phone'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Scene } from '@/ui/scene'
import { Section } from '@/ui/section'
import { BerthsPart } from './berths-part'
import { sceneOf } from './drawings'
import styles from './station-detail.module.scss'
import { Days, Facilities, StationHead } from './station-facts'

/** Why there was no seat, and where the nearest one is. */
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
  /** The nap berths of its centre today. */
  berths: readonly SpaceCard[]
  now: number
  /** Whether the figures are current. */
  live: boolean
  /** Why taking a seat was refused. */
  refusal: CloudError | null
}

/** One station: seats, entrance, facilities, health checks and hours. */
export function StationDetail({ station, berths, now, live, refusal }: StationDetailProps) {
  return (
    <View>
      {refusal ? (
        <Problem error={refusal} />
      ) : (
        <View className={cx(styles.hero)}>
          <Scene name={sceneOf(station.drawing)} fill className={cx(styles.scene)} />
        </View>
      )}
      <StationHead station={station} now={now} live={live} />
      <ListGroup>
        <ListRow icon="door" title="怎么进门" note={station.wayIn} />
        <RouteRow id="station-way" place={station} />
        <ListRow
          id="station-call"
          icon="phone"
          title={station.phone}
          note="找不到门口，打个电话"
          leads
          onTap={() => callPhone(station.phone)}
        />
        <ShareRow id="station-share" title="告诉工友、邻居" card={stationCard(station)} />
        <ListRow
          id="station-poster"
          icon="scan"
          title="存一张海报图"
          leads
          onTap={() => open('poster/picture', { of: 'station', id: station.id })}
        />
      </ListGroup>
      <Facilities station={station} />
      <BerthsPart berths={berths} now={now} live={live} />
      <Days station={station} now={now} />
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
