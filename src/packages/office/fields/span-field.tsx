import { DAY, HOUR, MINUTE } from '@domain/time'
import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextInput } from '@/ui/field'
import styles from './fields.module.scss'

const UNITS = [
  { id: 'minute', label: '分钟', ms: MINUTE },
  { id: 'hour', label: '小时', ms: HOUR },
  { id: 'day', label: '天', ms: DAY },
] as const

/** Longest number, in digits. */
const DIGITS = 4

/** The largest unit of which a duration is a whole number. */
function unitOf(ms: number): (typeof UNITS)[number]['id'] {
  const fits = UNITS.filter(unit => ms % unit.ms === 0)
  return ms === 0 ? 'minute' : (fits[fits.length - 1]?.id ?? 'minute')
}

interface SpanFieldProps {
  id: string
  label: string
  /** ms; negative after the start; null as `none` says. */
  value: number | null
  /** What null means; without it, there has to be a number. */
  none?: string
  /** The value may also be after the start. */
  signed?: boolean
  onChange: (value: number | null) => void
}

/** A duration: a number, its unit, and where it may be, before or after the start. */
export function SpanField({ id, label, value, none, signed = false, onChange }: SpanFieldProps) {
  const [unit, setUnit] = useState(unitOf(Math.abs(value ?? 0)))
  const [isAfter, setAfter] = useState(value !== null && value < 0)
  const msOf = (id: string) => UNITS.find(each => each.id === id)?.ms ?? MINUTE
  const [typed, setTyped] = useState(value === null ? '' : String(Math.abs(value) / msOf(unit)))
  const tell = (digits: string, nextUnit: string, after: boolean) => {
    if (digits === '') onChange(none === undefined ? 0 : null)
    else onChange(Number(digits) * msOf(nextUnit) * (after ? -1 : 1))
  }
  const type = (text: string) => {
    const digits = digitsIn(text).slice(0, DIGITS)
    setTyped(digits)
    tell(digits, unit, isAfter)
  }
  return (
    <Field label={label}>
      <View className={cx(styles.span)}>
        {signed && (
          <Chip
            id={`${id}-sign`}
            role="button"
            on
            onTap={() => {
              setAfter(!isAfter)
              tell(typed, unit, !isAfter)
            }}
          >
            {isAfter ? '开始后' : '开始前'}
          </Chip>
        )}
        <TextInput
          id={id}
          className={cx(styles.number)}
          label={label}
          kind="digits"
          value={typed}
          maxLength={DIGITS}
          placeholder={none ?? '0'}
          onChange={type}
        />
        {UNITS.map(each => (
          <Chip
            key={each.id}
            id={`${id}-${each.id}`}
            on={unit === each.id}
            onTap={() => {
              setUnit(each.id)
              tell(typed, each.id, isAfter)
            }}
          >
            {each.label}
          </Chip>
        ))}
      </View>
      {none !== undefined && typed === '' && <View className={cx(styles.none)}>{none}</View>}
    </Field>
  )
}
