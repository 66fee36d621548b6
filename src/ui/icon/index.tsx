import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import styles from './icon.module.scss'

export const ICON_NAMES = [
  'home',
  'calendar',
  'person',
  'people',
  'back',
  'next',
  'down',
  'plus',
  'check',
  'close',
  'phone',
  'pin',
  'door',
  'copy',
  'clock',
  'scan',
  'search',
  'bell',
  'info',
  'edit',
  'trash',
  'offline',
  'shield',
  'badge',
  'text',
  'go',
  'chart',
] as const

export type IconName = (typeof ICON_NAMES)[number]

interface IconProps {
  name: IconName
  size?: 'small' | 'normal' | 'large'
  className?: string | undefined
}

/** An icon in the colour of the text around it. Decorative: the words beside it or the label of its button say the same. */
export function Icon({ name, size = 'normal', className }: IconProps) {
  return (
    <View
      className={cx(styles.icon, styles[name], size !== 'normal' && styles[size], className)}
      {...a11y({ hidden: true })}
    />
  )
}
