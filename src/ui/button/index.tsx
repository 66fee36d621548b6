import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import { Icon, type IconName } from '../icon'
import styles from './button.module.scss'

interface ButtonProps {
  id?: string | undefined
  children: ReactNode
  onTap: () => void
  look?: 'primary' | 'soft' | 'plain' | 'danger'
  size?: 'normal' | 'small'
  icon?: IconName | undefined
  disabled?: boolean
  /** Shows a spinner and ignores taps. */
  busy?: boolean
}

/** A button. A screen has one `primary` button. */
export function Button(props: ButtonProps) {
  const { id, children, onTap, look = 'primary', size = 'normal', icon, disabled = false, busy = false } = props
  return (
    <Tap
      id={id}
      className={cx(styles.button, styles[look], size === 'small' && styles.small, disabled && styles.disabled)}
      disabled={disabled || busy}
      onTap={disabled || busy ? undefined : onTap}
    >
      {busy ? <View className={cx(styles.busy)} /> : icon && <Icon name={icon} />}
      <View>{children}</View>
    </Tap>
  )
}
