import { View } from '@tarojs/components'
import { type CSSProperties, type ReactNode, useMemo } from 'react'
import { NoticesPrompt } from '@/platform/notices/prompt'
import { PrivacyGate } from '@/platform/privacy/gate'
import { lacksFlexGap } from '@/platform/system'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import { TabBar, type TabName } from '../tab-bar'
import { useTextSize } from '../text-size/store'
import { ToastHost } from '../toast'
import { SlowHost } from '../toast/slow'
import { NavBar } from './nav-bar'
import styles from './screen.module.scss'

const NO_GAP = lacksFlexGap()

interface ScreenProps {
  id: string
  title?: string | undefined
  /** Makes the title a button. */
  onTitle?: (() => void) | undefined
  /** The tab this screen belongs to; screens without one have a back button instead. */
  tab?: TabName
  /** `white`: as bright as it can be, at night too, for the camera that reads it. */
  tone?: 'paper' | 'white'
  /** Lets the content fill the height of the screen. */
  wide?: boolean
  /** Gives the content the width of a wide window, up to 1240 px. */
  spread?: boolean
  /** Shows no consent sheet: it is the page that the sheet refers to. */
  hidesConsent?: boolean
  /** The main action, fixed above the safe area. */
  footer?: ReactNode
  /** Stands at the left of a window that is wide enough for it; narrow ones hide it, and show the way back. */
  side?: ReactNode
  children: ReactNode
}

/** The frame of every screen: navigation bar, body, main action or tabs, and the hosts of dialogs and toasts. */
export function Screen(props: ScreenProps) {
  const { id, title, onTitle, tab, tone = 'paper', wide = false, spread = false, hidesConsent = false } = props
  const { footer, side, children } = props
  const senior = useTextSize(state => state.senior)
  const scale = useTextSize(state => state.scale)
  const style = useMemo(() => ({ '--k': String(scale) }) as CSSProperties, [scale])
  return (
    <View
      id={id}
      className={cx(
        'nf-root',
        senior && 'nf-senior',
        NO_GAP && 'nf-no-gap',
        styles.screen,
        tone === 'white' && cx('nf-light', styles.white),
        side ? styles.desk : spread ? styles.spread : !wide && styles.column,
      )}
      style={style}
    >
      {side && (
        <View className={cx(styles.side)} {...a11y({ role: 'navigation', label: '工作台的各页' })}>
          {side}
        </View>
      )}
      <NavBar title={title} onTitle={onTitle} back={!tab} />
      <View className={cx(styles.main)} {...a11y({ role: 'main' })}>
        <View className={cx(styles.body, wide && styles.wide)}>{children}</View>
        {footer && <View className={cx(styles.foot)}>{footer}</View>}
      </View>
      {tab && <TabBar current={tab} />}
      <SlowHost />
      <ToastHost />
      <NoticesPrompt />
      {!hidesConsent && <PrivacyGate />}
    </View>
  )
}
