import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import styles from './stepper.module.scss'

interface StepperProps {
  /** Id of the figure; the buttons have it with `-less` and `-more`. */
  id: string
  value: number
  min: number
  max: number
  /** Labels of the buttons for screen readers. */
  less: string
  more: string
  onChange: (value: number) => void
}

/** A number with buttons that change it by one. */
export function Stepper({ id, value, min, max, less, more, onChange }: StepperProps) {
  const step = (sign: string, to: number, end: string, label: string) => {
    const possible = to >= min && to <= max
    return (
      <Tap
        id={`${id}-${end}`}
        className={cx(styles.step, !possible && styles.off)}
        label={label}
        disabled={!possible}
        onTap={possible ? () => onChange(to) : undefined}
      >
        {sign}
      </Tap>
    )
  }
  return (
    <View className={cx(styles.stepper)}>
      {step('−', value - 1, 'less', less)}
      <View id={id} className={cx(styles.number)} {...a11y({ role: 'status' })}>
        {value}
      </View>
      {step('+', value + 1, 'more', more)}
    </View>
  )
}
