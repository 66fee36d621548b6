import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import styles from './section.module.scss'

interface SectionProps {
  title: string
  /** A small grey label instead of a heading. */
  quiet?: boolean
  end?: ReactNode
  children: ReactNode
}

/** A part of a screen with its heading. */
export function Section({ title, quiet = false, end, children }: SectionProps) {
  return (
    <View className={cx(styles.section)}>
      <View className={cx(styles.head)}>
        <View className={cx(quiet ? styles.quiet : styles.title)} {...a11y({ role: 'heading' })}>
          {title}
        </View>
        {end}
      </View>
      {children}
    </View>
  )
}
