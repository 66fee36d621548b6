import { ScrollView, View } from '@tarojs/components'
import { type ReactNode, useRef } from 'react'
import { cx } from '../cx'
import styles from './chip.module.scss'

export interface ChipStripProps {
  id?: string
  /** Id of the chip to scroll to at first. Later choices are made by tapping a chip that is visible anyway. */
  chosen?: string | undefined
  children: ReactNode
}

/** Chips in one line that scrolls sideways, up to the edges of the screen. */
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
