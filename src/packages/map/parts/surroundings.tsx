import { middleOf } from '@domain/places/clusters'
import { Map as WeChatMap } from '@tarojs/components'
import { cx } from '@/ui/cx'
import centre from '../art/centre.png'
import station from '../art/station.png'
import styles from './map.module.scss'
import type { MapProps } from './spots'

const PICTURES = { station, centre }

/** Shows some streets around the person, or the town. */
const NEAR = 14
const TOWN = 11

/** WeChat's map. It joins marks that would cover each other, and opens them on a tap. */
export function Surroundings({ spots, whereabouts, chosen, onChoose }: MapProps) {
  const middle = whereabouts ?? middleOf(spots.map(({ location }) => location))
  if (!middle) return null
  return (
    <WeChatMap
      id="near-map"
      className={cx(styles.map)}
      {...middle}
      scale={whereabouts ? NEAR : TOWN}
      markers={spots.map(({ id, kind, name, location }, n) => ({
        id: n,
        ...location,
        iconPath: PICTURES[kind],
        width: id === chosen ? 36 : 30,
        height: id === chosen ? 44 : 37,
        title: name,
        ariaLabel: name,
        joinCluster: true,
      }))}
      onMarkerTap={({ detail }) => {
        const spot = spots[Number(detail.markerId)]
        if (spot) onChoose(spot.id)
      }}
      onError={() => undefined}
    />
  )
}
