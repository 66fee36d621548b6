import { ScrollView, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { cx } from '../cx'
import styles from './chip.module.scss'

export interface ChipStripProps {
  id?: string
  /** Id of the chip that must be in sight when the strip first stands there; taps choose what is in sight anyway. */
  chosen?: string | undefined
  children: ReactNode
}

/** Choices in one line that scrolls sideways to the edges of the screen. */
export function ChipStrip({ id, chosen, children }: ChipStripProps) {
  const [first] = useState(chosen)
  return (
    <ScrollView
      {...(id ? { id } : {})}
      className={cx(styles.strip)}
      scrollX
      enhanced
      showScrollbar={false}
      scrollIntoViewAlignment="center"
      {...(first ? { scrollIntoView: first } : {})}
    >
      <View className={cx(styles.line)}>{children}</View>
    </ScrollView>
  )
}
