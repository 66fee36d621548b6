import { clustersOf, middleOf, pixelOf, REACHES, reachFor } from '@domain/places/clusters'
import { type Location, sayDistance } from '@domain/places/geo'
import { ringLabelAt } from '@domain/places/ring-label'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './map.module.scss'
import type { MapProps, MapSpot } from './spots'

/** The part of the map in which marks are drawn, px: it fits on the smallest phone. */
const SIZE = 272
/** Marks nearer than this are joined, px: both could be tapped otherwise. */
const APART = 46
/** A label nearer to the middle of a mark than this would touch it, px. */
const CLEAR = 44
/** A map opens on so many places. */
const FIRST = 8

/** A drawing of what is where: a browser without outside scripts has no map. Rings say how far, north is up. */
export function Surroundings({ spots, whereabouts, chosen, onChoose }: MapProps) {
  const [start] = useState(() => startOf(spots, whereabouts))
  const [view, setView] = useState(start)
  if (!view) return null
  const { middle, reach } = view
  const frame = { middle, metresPerPixel: (2 * reach) / SIZE }
  const step = REACHES.indexOf(reach)
  const zoom = (by: number, at: Location = middle) => {
    const next = REACHES[Math.min(REACHES.length - 1, Math.max(0, step + by))]
    if (next !== undefined) setView({ middle: at, reach: next })
  }
  const openCluster = (items: readonly MapSpot[]) => {
    const [only] = items
    if (!only) return
    // The last step cannot part those that stand at one place: a tap goes round among them.
    const at = items.findIndex(({ id }) => id === chosen)
    if (items.length === 1 || step === 0) onChoose((items[(at + 1) % items.length] ?? only).id)
    else zoom(-1, middleOf(items.map(({ location }) => location)) ?? middle)
  }
  const me = whereabouts && pixelOf(frame, whereabouts)
  const clusters = clustersOf(spots, frame, { width: SIZE, height: SIZE, apart: APART })
  return (
    <View className={cx(styles.map)} {...a11y({ role: 'group', label: '周边示意图' })}>
      <View className={cx(styles.plane)}>
        {[1, 2].map(nth => (
          <View key={nth} className={cx(styles.ring, nth === 2 && styles.far)} />
        ))}
        {me && Math.abs(me.x) <= SIZE / 2 && Math.abs(me.y) <= SIZE / 2 && (
          <View className={cx(styles.me)} style={placeAt(me)} {...a11y({ role: 'img', label: '您在这附近' })} />
        )}
        {clusters.map(({ items, x, y }) => {
          const [only] = items
          if (!only) return null
          const isChosen = items.some(({ id }) => id === chosen)
          return (
            <View key={only.id} className={cx(styles.spot)} style={placeAt({ x, y })}>
              <Tap
                id={`mark-${only.id}`}
                className={cx(
                  styles.mark,
                  items.every(({ kind }) => kind === 'centre') && styles.centre,
                  isChosen && styles.chosen,
                )}
                label={items.length === 1 ? `${only.name}，${only.state.text}` : `这里有 ${items.length} 处，放大看`}
                onTap={() => openCluster(items)}
              >
                {items.length === 1 ? (
                  <Icon name={only.kind === 'centre' ? 'home' : 'pin'} size="small" />
                ) : (
                  items.length
                )}
              </Tap>
            </View>
          )
        })}
        {[1, 2].map(nth => (
          <View
            key={nth}
            className={cx(styles.spot, styles.label)}
            style={placeAt(ringLabelAt((SIZE / 4) * nth, me ? [...clusters, me] : clusters, CLEAR))}
          >
            <View className={cx(styles.reach)}>{sayDistance((reach * nth) / 2)}</View>
          </View>
        ))}
      </View>
      <View className={cx(styles.north)} {...a11y({ hidden: true })}>
        北
      </View>
      <View className={cx(styles.zoom)}>
        <Tap id="map-in" className={styles.step} label="放大" disabled={step === 0} onTap={() => zoom(-1)}>
          +
        </Tap>
        <Tap
          id="map-out"
          className={styles.step}
          label="缩小"
          disabled={step === REACHES.length - 1}
          onTap={() => zoom(1)}
        >
          −
        </Tap>
        <Tap id="map-back" className={styles.step} label="回到开始的地方" onTap={() => setView(start)}>
          <Icon name="pin" size="small" />
        </Tap>
      </View>
    </View>
  )
}

function startOf(spots: readonly MapSpot[], whereabouts: Location | null): { middle: Location; reach: number } | null {
  const middle = whereabouts ?? spots[0]?.location
  return middle ? { middle, reach: reachFor(spots, middle, FIRST) } : null
}

const placeAt = ({ x, y }: { x: number; y: number }) => ({ left: `${SIZE / 2 + x}px`, top: `${SIZE / 2 + y}px` })
