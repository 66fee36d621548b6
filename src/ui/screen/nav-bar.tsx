import { View } from '@tarojs/components'
import { goBack } from '@/platform/navigate'
import { topBarSpace } from '@/platform/system'
import { a11y } from '../base/a11y'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import { Icon } from '../icon'
import styles from './screen.module.scss'

interface NavBarProps {
  title?: string | undefined
  onTitle?: (() => void) | undefined
  back: boolean
}

/** The navigation bar. It leaves room for the status bar and for WeChat's capsule button. */
export function NavBar({ title, onTitle, back }: NavBarProps) {
  const space = topBarSpace()
  return (
    <View
      className={cx(styles.nav)}
      style={{ paddingTop: space.status ? `${space.status}px` : '' }}
      {...a11y({ role: 'banner' })}
    >
      <View
        className={cx(styles.bar)}
        style={{ minHeight: `${space.bar}px`, paddingRight: space.capsule ? `${space.capsule + 8}px` : '' }}
      >
        {back && (
          <Tap id="nav-back" className={styles.back} label="返回" onTap={goBack}>
            <Icon name="back" />
          </Tap>
        )}
        {onTitle ? (
          <Tap id="nav-title" className={cx(styles.title, styles.choice)} onTap={onTitle}>
            <View>{title}</View>
            <Icon name="down" size="small" />
          </Tap>
        ) : (
          <View className={cx(styles.title, !back && styles.lone)} {...a11y({ role: 'heading', level: 1 })}>
            {title}
          </View>
        )}
      </View>
    </View>
  )
}
