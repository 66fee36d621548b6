import Taro from '@tarojs/taro'
import { toast } from '@/ui/toast/store'
import { guardsGone } from './back-guards'

/** A centre, a county, or with neither the whole city. */
type OfPlace = { centreId?: string; county?: string }

/** A year whose rating was published; without, the latest. */
type OfYear = { year?: string }

/** The screens of the back office. */
interface OfficeScreens {
  'office/desk': OfPlace
  'office/centre': { centreId: string }
  'office/station': { centreId: string; stationId: string }
  'office/centres': OfPlace
  'office/print': { centreId: string; sessionId: string }
  'office/report': OfPlace & OfYear & { kind: 'stars' | 'contest' | 'talent' }
  'office/import': OfPlace & { what?: 'staff' }
  'office/compare': OfPlace
  'office/figures': { centreId: string; from?: string; to?: string; only?: string }
  'office/ratings': OfPlace
  'office/claim': { centreId: string }
  'office/points': OfPlace
  'office/honours': OfPlace
  'office/needs': OfPlace
  'office/late': OfPlace
  'office/stars': OfPlace & OfYear
  'office/starboard': OfPlace & OfYear
  'office/contest': OfPlace & OfYear & { kind?: 'talent' }
  'office/jury': { kind?: 'talent' }
  'office/starmonth': { centreId: string }
  'office/topics': OfPlace
  'office/volunteers': OfPlace
  'office/groups': OfPlace
  'office/partners': OfPlace
  'office/workers': OfPlace
  'office/wants': OfPlace
  'office/projects': OfPlace
  'office/team': OfPlace
  'office/journal': OfPlace
  /** `date`: a day of the week that is shown. */
  'office/timetable': { centreId: string; date?: string }
  /** `to`: a day of the part of the timetable that is planned. */
  'office/copy': { centreId: string; unit: string; to: string }
  'office/watch': OfPlace
  'office/offerings': { centreId: string }
  /** `category`: of a new one. */
  'office/offering': { centreId: string; id?: string; category?: string }
  'office/join': Record<string, never>
}

/** Every screen that can be opened, with its parameters. */
interface Screens extends OfficeScreens {
  classes: { category?: string; centreId?: string; centreName?: string }
  class: { id: string; sessionId?: string }
  success: { id: string }
  code: { id: string }
  arrive: { id: string }
  booking: { id: string }
  course: { id: string }
  /** `choose`: the saved member is ticked on the page below. */
  member: { id?: string; relation?: string; choose?: '1' }
  standing: Record<string, never>
  centres: Record<string, never>
  centre: { id: string }
  stations: Record<string, never>
  /** `scene`: of the code that was scanned at its door. */
  station: { id: string; scene?: string }
  'find/search': Record<string, never>
  'care/list': Record<string, never>
  'map/near': Record<string, never>
  /** The week of classes, with the filters of the list. */
  'week/list': { category?: string; centreId?: string; centreName?: string; age?: string }
  /** Seats, rooms and berths. Berths of one centre: category `nap` with its `centreId`. */
  'spaces/list': { category?: string; centreId?: string }
  'spaces/detail': { id: string }
  /** `change`: the booking whose order is changed; `sessionId`: its sitting. */
  'canteen/menu': { centreId?: string; sessionId?: string; change?: string; relation?: string }
  'canteen/relations': Record<string, never>
  'canteen/repeat': { bookingId?: string }
  'canteen/pay': { bookingId: string; relation?: string }
  'canteen/proxy': { bookingId: string }
  'canteen/kitchen': { centreId: string }
  'canteen/counter': { centreId: string }
  'canteen/till': { centreId: string }
  'canteen/rounds': { centreId: string }
  'canteen/alerts': { centreId: string }
  'canteen/menus': { centreId: string }
  'canteen/settings': { centreId: string }
  'privacy/policy': Record<string, never>
  'privacy/data': Record<string, never>
  'participation/needs': { centreId?: string }
  'participation/need': { id: string }
  'participation/topics': { centreId?: string }
  'participation/topic': { id: string }
  'participation/project': { id: string }
  'participation/contest': OfYear & { kind?: 'talent' }
  'participation/ballots': { centreId: string }
  'participation/groups': { centreId?: string }
  'participation/group': { id: string }
  'participation/points': Record<string, never>
  'participation/deed': { id: string }
  'participation/witness': Record<string, never>
  'participation/redemption': { id: string }
  'participation/history': Record<string, never>
  'participation/listing': { centreId: string }
  'participation/honours': { centreId?: string }
  'participation/counter': { centreId: string }
  'participation/volunteer': Record<string, never>
  'participation/shifts': Record<string, never>
  'participation/shift': { id: string }
  /** `code`: of a certificate that is shown at once. */
  'participation/certificate': { code?: string }
  'participation/guide': { centreId: string }
  'participation/guided': { centreId: string; id: string }
  'party/change': { id: string }
  'news/list': Record<string, never>
  'pass/send': { id: string }
  /** The picture of a class, or of one session of it, or of a station. */
  'poster/picture': { of: 'class' | 'station'; id: string; sessionId?: string }
  /** The page of a link: everybody who has its `key` may open it. */
  'pass/view': { id: string; key: string }
  'ballot/proof': { sessionId: string; bookingId?: string }
  'staff/today': { centreId: string }
  /** `camera`: it opens at once. */
  'staff/scan': { centreId: string; sessionId?: string; camera?: '1' }
  'staff/roster': { centreId: string; sessionId: string }
  'staff/find': { centreId: string; sessionId?: string }
  'staff/book': { centreId: string }
  'staff/space': { centreId: string; sessionId: string }
  'staff/appeals': { centreId: string }
  'staff/door': { centreId: string }
  'staff/stations': { centreId: string }
  'staff/poster': { centreId: string; stationId: string }
}

export type ScreenName = keyof Screens

/** A screen and its parameters. */
export type Address = { [Name in ScreenName]: readonly [Name, Screens[Name]] }[ScreenName]

/** Address of a screen within the app, as a link and a share card name it. */
export function urlOf(name: ScreenName, parameters: Record<string, string | undefined>): string {
  const [first, page] = name.split('/')
  const path = page ? `/packages/${first}/pages/${page}/index` : `/pages/${name}/index`
  const query = Object.entries(parameters)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
  return query ? `${path}?${query}` : path
}

/** WeChat allows this many open screens. */
const MAX_SCREENS = 10
/** A second tap on the same target within this time is the same tap, ms. */
const DOUBLE_TAP_MS = 1000

let moving = false
let last: { url: string; at: number } | null = null

/** Moves between screens, one move at a time: taps while a screen opens are ignored. */
function move(run: () => Promise<unknown>): void {
  if (moving) return
  moving = true
  run()
    // A package of the app that did not load, for example.
    .catch(() => {
      last = null
      toast('这一页没能打开', '看看手机信号，再点一次。')
    })
    .finally(() => {
      moving = false
    })
}

/** Opens a screen on top of this one. */
export function open<Name extends ScreenName>(name: Name, parameters: Screens[Name]): void {
  const url = urlOf(name, parameters)
  const now = Date.now()
  if (last?.url === url && now - last.at < DOUBLE_TAP_MS) return
  move(() => {
    last = { url, at: now }
    const full = Taro.getCurrentPages().length >= MAX_SCREENS
    return full ? Taro.redirectTo({ url }) : Taro.navigateTo({ url })
  })
}

/** Opens a screen in place of this one, so that going back skips this one. */
export function replaceBy<Name extends ScreenName>(name: Name, parameters: Screens[Name]): void {
  move(() => Taro.redirectTo({ url: urlOf(name, parameters) }))
}

/** Switches to a tab. */
export function switchTo(tab: 'home' | 'bookings' | 'me'): void {
  move(() => Taro.switchTab({ url: `/pages/${tab}/index` }))
}

/** Goes back, or home when this is the first screen, as after opening a shared link. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) move(() => guardsGone().then(() => Taro.navigateBack()))
  else switchTo('home')
}
