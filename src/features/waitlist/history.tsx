import type { WaitEvent } from '@domain/contracts/views'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import styles from './wait.module.scss'
import { sayStep } from './words'

interface HistoryProps {
  steps: readonly WaitEvent[]
  /** Its places are drawn by lot. */
  drawn: boolean
  now: number
}

/** What happened in the draw and on the waitlist, latest first. */
export function History({ steps, drawn, now }: HistoryProps) {
  return (
    <Section title={drawn ? '抽签经过' : '候补经过'} quiet>
      {[...steps].reverse().map(step => (
        <View key={`${step.what}-${step.at}`} className={cx(styles.step)}>
          <View className={cx(styles.when)}>{sayMoment(step.at, now)}</View>
          <View className={cx(styles.what)}>{sayStep(step)}</View>
        </View>
      ))}
    </Section>
  )
}
