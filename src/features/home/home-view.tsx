import type { HomeView as Home } from '@domain/contracts/home'
import { localHour } from '@domain/time'
import { View } from '@tarojs/components'
import { SeniorSwitch } from '@/features/settings/senior-switch'
import { useNow } from '@/features/time/use-now'
import { OfferCard } from '@/features/waitlist/offer-card'
import { open } from '@/platform/navigate'
import { callPhone } from '@/platform/phone'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import type { SceneName } from '@/ui/scene'
import { Section } from '@/ui/section'
import { useTextSize } from '@/ui/text-size/store'
import { Tile } from '@/ui/tile'
import type { Tint } from '@/ui/tint'
import { CentreCard } from './centre-card'
import { FindEntry } from './find-entry'
import { greeting } from './greeting'
import styles from './home-view.module.scss'
import { Kinds } from './kinds'
import { NextBooking } from './next-booking'
import { StaffStrip } from './staff-strip'
import { StationNear } from './station-near'
import { VisitCard } from './visit-card'

const MINUTE_MS = 60_000

interface Look {
  title: string
  scene: SceneName
  tint: Tint
}

interface Area {
  id: string
  /** Opens the area; of the classes, those of the centre that is shown. */
  open: (centre: Home['centre']) => void
  usual: Look & { note: string }
  /** In senior mode: one plain word. */
  senior: Look
}

const AREAS: readonly Area[] = [
  {
    id: 'home-stations',
    open: () => open('stations', {}),
    usual: { title: '驿站', note: '歇脚 · 充电 · 小睡', scene: 'armchair', tint: 'ember' },
    senior: { title: '歇脚', scene: 'armchair', tint: 'ember' },
  },
  {
    id: 'home-classes',
    open: centre => open('classes', centre ? { centreId: centre.id, centreName: centre.name } : {}),
    usual: { title: '课堂', note: '看看有什么课', scene: 'desk', tint: 'indigo' },
    senior: { title: '上课', scene: 'seniors', tint: 'pine' },
  },
  {
    id: 'home-canteen',
    open: () => open('canteen/menu', {}),
    usual: { title: '食堂', note: '订一份热饭', scene: 'bowl', tint: 'pine' },
    senior: { title: '订饭', scene: 'bowl', tint: 'ember' },
  },
  {
    id: 'home-spaces',
    open: () => open('spaces/list', {}),
    usual: { title: '空间', note: '自习 · 缝纫 · 舞蹈', scene: 'sewing', tint: 'plum' },
    senior: { title: '用场地', scene: 'sewing', tint: 'plum' },
  },
  {
    id: 'home-centres',
    open: () => open('centres', {}),
    usual: { title: '中心', note: '地址 · 开放时间', scene: 'lantern', tint: 'pine' },
    senior: { title: '找中心', scene: 'lantern', tint: 'indigo' },
  },
]

function Hello({ first, second }: { first: string; second: string }) {
  return (
    <View className={cx(styles.hello)}>
      <View className={cx(styles.words)} {...a11y({ role: 'heading', level: 1 })}>
        <View>{first}</View>
        <View>{second}</View>
      </View>
      <SeniorSwitch />
    </View>
  )
}

/** The home screen of senior mode: the same content with fewer words and larger buttons. */
function SeniorHome({ home, now, onLeft }: { home: Home; now: number; onLeft: () => void }) {
  const { centre, nextBooking, offer, visit, station, staffOf } = home
  return (
    <View className={cx(styles.stack)}>
      <Hello first="您好，" second="要办什么事？" />
      <FindEntry />
      <StaffStrip staffOf={staffOf} />
      {visit && visit.until > now && <VisitCard visit={visit} onLeft={onLeft} />}
      {offer && <OfferCard booking={offer} />}
      {nextBooking && now < nextBooking.endsAt && <NextBooking booking={nextBooking} now={now} />}
      {AREAS.map(({ id, senior, open: go }) => (
        <Tile key={id} id={id} {...senior} shape="big" onTap={() => go(centre)} />
      ))}
      {centre && (
        <Button id="home-call" look="soft" icon="phone" onTap={() => callPhone(centre.phone)}>
          打电话给中心
        </Button>
      )}
      {station && <StationNear station={station} now={now} />}
      {centre && <CentreCard centre={centre} now={now} />}
    </View>
  )
}

/** The first screen: the areas of the app, the next booking, and the nearest centre. */
export function HomeView({ home, onLeft }: { home: Home; onLeft: () => void }) {
  const senior = useTextSize(state => state.senior)
  const now = useNow(MINUTE_MS)
  if (senior) return <SeniorHome home={home} now={now} onLeft={onLeft} />
  const { centre, nextBooking, offer, visit, station, staffOf, classesThisWeek } = home
  const [first, second] = greeting(localHour(now))
  const classes = classesThisWeek > 0 ? `近 7 天 ${classesThisWeek} 节有名额` : undefined
  return (
    <View className={cx(styles.stack)}>
      <Hello first={first} second={second} />
      <FindEntry />
      <StaffStrip staffOf={staffOf} />
      {visit && visit.until > now && <VisitCard visit={visit} onLeft={onLeft} />}
      {offer && <OfferCard booking={offer} />}
      {station && !(visit && visit.until > now) && <StationNear station={station} now={now} />}
      {centre && <CentreCard centre={centre} now={now} />}
      {nextBooking && now < nextBooking.endsAt && <NextBooking booking={nextBooking} now={now} />}
      <View className={cx(styles.tiles)}>
        {AREAS.map(({ id, usual, open: go }) => (
          <Tile
            key={id}
            id={id}
            {...usual}
            note={(id === 'home-classes' && classes) || usual.note}
            shape="half"
            onTap={() => go(centre)}
          />
        ))}
      </View>
      <Section title="给谁找课">
        <Kinds />
      </Section>
    </View>
  )
}
