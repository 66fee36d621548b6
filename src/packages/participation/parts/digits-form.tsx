import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { canScan, scanCode } from '@/platform/scan'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import styles from './points.module.scss'

const DIGITS = 8
/** Longest input, characters: the digits, with spaces between them. */
const TYPED_LENGTH = 16

interface DigitsFormProps {
  /** The field has this id with `-digits`, the button with `-find`. */
  id: string
  label: string
  onCode: (code: string) => void
}

/** Eight digits that are typed, or scanned where that is possible. */
export function DigitsForm({ id, label, onCode }: DigitsFormProps) {
  const [typed, setTyped] = useState('')
  const digits = digitsIn(typed)
  const missing = DIGITS - digits.length
  const scan = async () => {
    const scanned = digitsIn((await scanCode()) ?? '')
    if (scanned.length !== DIGITS) return
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
        placeholder={`${DIGITS} 位数字`}
        value={typed}
        maxLength={TYPED_LENGTH}
        onChange={setTyped}
      />
      <Button
        id={`${id}-find`}
        look={canScan ? 'soft' : 'primary'}
        disabled={missing !== 0}
        onTap={() => onCode(digits)}
      >
        {missing === 0 ? '看看是什么' : missing > 0 ? `还差 ${missing} 位` : `多了 ${-missing} 位`}
      </Button>
    </View>
  )
}
