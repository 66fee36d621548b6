import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { canScan, scanCode } from '@/platform/scan'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import styles from './points.module.scss'

/** Digits of most codes. */
const DIGITS = 8

interface DigitsFormProps {
  /** The field has this id with `-digits`, the button with `-find`. */
  id: string
  label: string
  /** How many digits; absent: eight. */
  length?: number
  /** What the button does; absent: it looks up. */
  find?: string
  onCode: (code: string) => void
}

/** Digits of a code that are typed, or scanned where that is possible. */
export function DigitsForm({ id, label, length = DIGITS, find = '看看是什么', onCode }: DigitsFormProps) {
  const [typed, setTyped] = useState('')
  const digits = digitsIn(typed)
  const missing = length - digits.length
  const scan = async () => {
    const scanned = digitsIn((await scanCode()) ?? '')
    if (scanned.length !== length) return
    setTyped(scanned)
    onCode(scanned)
  }
  return (
    <View className={cx(styles.stack)}>
      {canScan && (
        <Button id={`${id}-scan`} icon="scan" onTap={() => void scan()}>
          扫一扫
        </Button>
      )}
      <TextField
        id={`${id}-digits`}
        kind="digits"
        label={label}
        placeholder={`${length} 位数字`}
        value={typed}
        // Spaces between the digits fit in.
        maxLength={length * 2}
        onChange={setTyped}
      />
      <Button
        id={`${id}-find`}
        look={canScan ? 'soft' : 'primary'}
        disabled={missing !== 0}
        onTap={() => onCode(digits)}
      >
        {missing === 0 ? find : missing > 0 ? `还差 ${missing} 位` : `多了 ${-missing} 位`}
      </Button>
    </View>
  )
}
