import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { canScan } from '@/platform/scan'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import styles from './code-digits.module.scss'

const DIGITS = 8
/** Longest input, characters: the digits, with spaces between them. */
const TYPED_LENGTH = 16

interface CodeDigitsProps {
  /** The field has this id with `-digits`, the button with `-submit`. */
  id: string
  /** Where the digits stand, as in 「输入屏幕上的 8 位数字」. */
  where: string
  /** What was typed. */
  value: string
  busy: boolean
  onChange: (typed: string) => void
  onSubmit: (digits: string) => void
}

function sayMissing(missing: number): string {
  if (missing === 0) return '签到'
  return missing > 0 ? `还差 ${missing} 位` : `多了 ${-missing} 位`
}

/** A form for the digits of a code that cannot be scanned. The last digit submits it; the button is for another try. */
export function CodeDigits({ id, where, value, busy, onChange, onSubmit }: CodeDigitsProps) {
  const digits = digitsIn(value)
  const missing = DIGITS - digits.length
  const type = (typed: string) => {
    onChange(typed)
    const next = digitsIn(typed)
    if (!busy && next.length === DIGITS && next !== digits) onSubmit(next)
  }
  return (
    <View className={cx(styles.form)}>
      <TextField
        id={`${id}-digits`}
        className={styles.digits}
        kind="digits"
        label={`${canScan ? '扫不出来？' : ''}输入${where}的 ${DIGITS} 位数字`}
        placeholder={`${DIGITS} 位数字`}
        value={value}
        maxLength={TYPED_LENGTH}
        onChange={type}
      />
      <Button
        id={`${id}-submit`}
        look={canScan ? 'soft' : 'primary'}
        busy={busy}
        disabled={missing !== 0}
        onTap={() => onSubmit(digits)}
      >
        {sayMissing(missing)}
      </Button>
    </View>
  )
}
