import { CHANGE_REASON_LENGTH } from '@domain/contracts/limits'
import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import styles from './session-actions.module.scss'

const USUAL: readonly string[] = ['老师临时有事', '场地有变', '天气原因', '停水停电']

interface ReasonFieldProps {
  label?: string
  /** Greatest length, characters. */
  longest?: number
  value: string
  /** Common reasons, one tap each. */
  usual?: readonly string[]
  onChange: (reason: string) => void
}

/** The reason for a change: one of the common ones with a tap, or a few words. */
export function ReasonField(props: ReasonFieldProps) {
  const { longest = CHANGE_REASON_LENGTH, value, usual = USUAL, onChange } = props
  const { label = `原因（居民会看到，最多 ${longest} 个字）` } = props
  return (
    <>
      <TextField id="change-reason" label={label} value={value} maxLength={longest} onChange={onChange} />
      <View className={cx(styles.choices)}>
        {usual.map(reason => (
          <Chip key={reason} on={value === reason} onTap={() => onChange(reason)}>
            {reason}
          </Chip>
        ))}
      </View>
    </>
  )
}
