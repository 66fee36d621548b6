import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from '../cx'
import styles from './pill.module.scss'

export type PillTone = 'good' | 'few' | 'none' | 'quiet' | 'indigo'

interface PillProps {
  tone: PillTone
  /** Shows a dot before the text, for a state that changes. */
  dot?: boolean
  className?: string | undefined
  children: ReactNode
}

/** A state in words and colour. */
export function Pill({ tone, dot = false, className, children }: PillProps) {
  return (
    <View className={cx(styles.pill, styles[tone], className)}>
      {dot && <View className={cx(styles.dot)} />}
      <Text>{children}</Text>
    </View>
  )
}
