import { ScrollView, View } from '@tarojs/components'
import { type ReactNode, useRef } from 'react'
import { cx } from '../cx'
import styles from './chip.module.scss'

export interface ChipStripProps {
  id?: string
  /** Id of the chip that must be in sight when one is first chosen; taps choose what is in sight anyway. */
  chosen?: string | undefined
  children: ReactNode
}

/** Choices in one line that scrolls sideways to the edges of the screen. */
export function ChipStrip({ id, chosen, children }: ChipStripProps) {
  const first = useRef(chosen)
  first.current ??= chosen
  return (
    <ScrollView
      {...(id ? { id } : {})}
      className={cx(styles.strip)}
      scrollX
      enhanced
      showScrollbar={false}
      scrollIntoViewAlignment="center"
      {...(first.current ? { scrollIntoView: first.current } : {})}
    >
      <View className={cx(styles.line)}>{children}</View>
    </ScrollView>
  )
}
