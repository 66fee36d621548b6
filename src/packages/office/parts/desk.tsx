import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useRequest } from '@/cloud/use-request'
import { useKeys } from '@/platform/keys'
import { open, switchTo } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon, type IconName } from '@/ui/icon'
import { Scene } from '@/ui/scene'
import { Screen } from '@/ui/screen'
import styles from './desk.module.scss'
import type { OfficePlace } from './place'
import { type SectionName, sectionsOf, switchSection } from './sections'
import { useAccess } from './use-access'

interface DeskProps {
  id: string
  title: string
  section: SectionName
  place: OfficePlace
  footer?: ReactNode
  children: ReactNode
}

/** The frame of the desk's pages: on a phone a page, in a wide window a pane beside the list of sections. */
export function Desk({ id, title, section, place, footer, children }: DeskProps) {
  useKeys()
  return (
    <Screen id={id} title={title} footer={footer} side={<SideList place={place} current={section} />}>
      {children}
    </Screen>
  )
}

function SideList({ place, current }: { place: OfficePlace; current: SectionName }) {
  const access = useAccess(place)
  const name = usePlaceName(place, access.name, access.may('office.centre'))
  const { centreId } = place
  return (
    <View className={cx(styles.side)}>
      <View className={cx(styles.place)}>
        <Scene name="station" className={styles.picture} />
        <View>{name}</View>
        {access.role && <View className={cx(styles.role)}>{access.role}</View>}
      </View>
      <Entry
        id="side-desk"
        icon="clock"
        title="工作台"
        on={current === 'desk'}
        onTap={() => switchSection('desk', place)}
      />
      {sectionsOf(place, access).map(section => (
        <Entry
          key={section.name}
          id={`side-${section.name}`}
          icon={section.icon}
          title={section.title}
          on={section.name === current}
          onTap={() => switchSection(section.name, place)}
        />
      ))}
      <View className={cx(styles.rest)} />
      {centreId && access.may('staff.roster') && (
        <Entry id="side-today" icon="scan" title="签到和名单" onTap={() => open('staff/today', { centreId })} />
      )}
      <Entry id="side-me" icon="person" title="回到我的" onTap={() => switchTo('me')} />
    </View>
  )
}

/** The name of the place; for a centre above which the person stands, it is asked for. */
function usePlaceName({ centreId }: OfficePlace, known: string | null, mayAsk: boolean): string {
  const { data } = useRequest('office.centre', centreId && known === null && mayAsk ? { centreId } : null)
  return known ?? data?.centre.name ?? ''
}

interface EntryProps {
  id: string
  icon: IconName
  title: string
  on?: boolean
  onTap: () => void
}

function Entry({ id, icon, title, on = false, onTap }: EntryProps) {
  return (
    <Tap id={id} className={cx(styles.entry, on && styles.on)} onTap={onTap}>
      <Icon name={icon} size="small" />
      <View>{title}</View>
    </Tap>
  )
}
