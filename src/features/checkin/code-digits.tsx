import { View } from '@tarojs/components'
import { canScan } from '@/platform/scan'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import styles from './code-digits.module.scss'

const DIGITS = 8

interface CodeDigitsProps {
  /** The field has this id with `-digits`, the button with `-submit`. */
  id: string
  /** Where the digits stand, as in 「输入屏幕上的 8 位数字」. */
  where: string
  value: string
  busy: boolean
  onChange: (digits: string) => void
  onSubmit: () => void
}

/** A form for the digits of a code that cannot be scanned. */
export function CodeDigits({ id, where, value, busy, onChange, onSubmit }: CodeDigitsProps) {
  const missing = DIGITS - value.length
  return (
    <View className={cx(styles.form)}>
      <TextField
        id={`${id}-digits`}
        className={styles.digits}
        kind="digits"
        label={`${canScan ? '扫不出来？' : ''}输入${where}的 ${DIGITS} 位数字`}
        placeholder={`${DIGITS} 位数字`}
        value={value}
        maxLength={DIGITS}
        onChange={text => onChange(text.replace(/\D/g, '').slice(0, DIGITS))}
      />
      <Button
        id={`${id}-submit`}
        look={canScan ? 'soft' : 'primary'}
        busy={busy}
        disabled={missing > 0}
        onTap={onSubmit}
      >
        {missing > 0 ? `还差 ${missing} 位` : '签到'}
      </Button>
    </View>
  )
}
