import { Image } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import armchair from './art/armchair.svg'
import bowl from './art/bowl.svg'
import calendar from './art/calendar.svg'
import classics from './art/classics.svg'
import dance from './art/dance.svg'
import desk from './art/desk.svg'
import doorGate from './art/door-gate.svg'
import doorStreet from './art/door-street.svg'
import doorTower from './art/door-tower.svg'
import doorYard from './art/door-yard.svg'
import elders from './art/elders.svg'
import evening from './art/evening.svg'
import family from './art/family.svg'
import gym from './art/gym.svg'
import holiday from './art/holiday.svg'
import lantern from './art/lantern.svg'
import listening from './art/listening.svg'
import parent from './art/parent.svg'
import safety from './art/safety.svg'
import seniors from './art/seniors.svg'
import sewing from './art/sewing.svg'
import startUp from './art/start-up.svg'
import station from './art/station.svg'
import stationDay from './art/station-day.svg'
import study from './art/study.svg'
import unplugged from './art/unplugged.svg'
import welcome from './art/welcome.svg'
import styles from './scene.module.scss'

const ART = {
  armchair,
  bowl,
  calendar,
  classics,
  dance,
  desk,
  'door-gate': doorGate,
  'door-street': doorStreet,
  'door-tower': doorTower,
  'door-yard': doorYard,
  elders,
  evening,
  family,
  gym,
  holiday,
  lantern,
  listening,
  parent,
  safety,
  seniors,
  sewing,
  'start-up': startUp,
  station,
  'station-day': stationDay,
  study,
  unplugged,
  welcome,
}

export type SceneName = keyof typeof ART

export const SCENE_NAMES = Object.keys(ART) as SceneName[]

interface SceneProps {
  name: SceneName
  className?: string | undefined
  /** Fills its box and crops what does not fit. */
  fill?: boolean
}

/** A drawing made for this product. Decorative: everything it says is said in words too. */
export function Scene({ name, className, fill = false }: SceneProps) {
  return (
    <Image
      className={cx(styles.scene, className)}
      src={ART[name]}
      mode={fill ? 'aspectFill' : 'aspectFit'}
      {...(process.env.TARO_ENV === 'h5' ? { imgProps: { alt: '' } } : a11y({ hidden: true }))}
    />
  )
}
