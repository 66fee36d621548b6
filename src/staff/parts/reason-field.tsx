import { CHANGE_REASON_LENGTH } from '@domain/contracts/staff-sessions'
import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import styles from './session-actions.module.scss'

const USUAL: readonly string[] = ['老师临时有事', '场地有变', '天气原因', '停水停电']

interface ReasonFieldProps {
  value: string
  /** The reasons that are given most often. */
  usual?: readonly string[]
  onChange: (reason: string) => void
}

/** Why a session changes: one of the usual reasons with a tap, or a few words. */
export function ReasonField({ value, usual = USUAL, onChange }: ReasonFieldProps) {
  return (
    <>
      <TextField
        id="change-reason"
        label={`原因（居民会看到，最多 ${CHANGE_REASON_LENGTH} 个字）`}
        value={value}
        maxLength={CHANGE_REASON_LENGTH}
        onChange={onChange}
      />
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
