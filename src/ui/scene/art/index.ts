import armchair from './armchair.svg'
import bowl from './bowl.svg'
import calendar from './calendar.svg'
import classics from './classics.svg'
import dance from './dance.svg'
import desk from './desk.svg'
import doorGate from './door-gate.svg'
import doorStreet from './door-street.svg'
import doorTower from './door-tower.svg'
import doorYard from './door-yard.svg'
import elders from './elders.svg'
import evening from './evening.svg'
import family from './family.svg'
import gym from './gym.svg'
import holiday from './holiday.svg'
import lantern from './lantern.svg'
import listening from './listening.svg'
import parent from './parent.svg'
import safety from './safety.svg'
import seniors from './seniors.svg'
import sewing from './sewing.svg'
import startUp from './start-up.svg'
import station from './station.svg'
import stationDay from './station-day.svg'
import study from './study.svg'
import unplugged from './unplugged.svg'
import welcome from './welcome.svg'

/** The drawings of this product, by name: where each can be loaded from. */
export const ART = {
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
