import { View } from '@tarojs/components'
import { switchTo } from '@/platform/navigate'
import { a11y } from '../base/a11y'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import { Icon, type IconName } from '../icon'
import { useTextSize } from '../text-size/store'
import styles from './tab-bar.module.scss'

export type TabName = 'home' | 'bookings' | 'me'

interface Tab {
  name: TabName
  icon: IconName
  label: string
  /** Label in senior mode, which says whose they are. */
  seniorLabel: string
}

const TABS: readonly Tab[] = [
  { name: 'home', icon: 'home', label: '首页', seniorLabel: '首页' },
  { name: 'bookings', icon: 'calendar', label: '预约', seniorLabel: '我约的' },
  { name: 'me', icon: 'person', label: '我的', seniorLabel: '我的' },
]

/** There, tabs are parts of one page: the ways to other pages are links of a navigation. */
const IN_BROWSER = process.env.TARO_ENV === 'h5'

/** The three tabs, the same on both targets, larger in senior mode. */
export function TabBar({ current }: { current: TabName }) {
  const senior = useTextSize(state => state.senior)
  return (
    <View
      className={cx(styles.bar)}
      {...a11y(IN_BROWSER ? { role: 'navigation', label: '首页、预约和我的' } : { role: 'tablist' })}
    >
      {TABS.map(tab => (
        <Tap
          key={tab.name}
          id={`tab-${tab.name}`}
          className={cx(styles.tab, tab.name === current && styles.on)}
          {...(IN_BROWSER
            ? { current: tab.name === current }
            : { role: 'tab' as const, selected: tab.name === current })}
          onTap={() => tab.name !== current && switchTo(tab.name)}
        >
          <Icon name={tab.icon} />
          <View>{senior ? tab.seniorLabel : tab.label}</View>
        </Tap>
      ))}
    </View>
  )
}
