import { digitsIn } from '@domain/typed'
import { useState } from 'react'
import { TextField } from '@/ui/field'

/** Longest number, in digits. */
const DIGITS = 4

interface NumberFieldProps {
  id: string
  label: string
  /** Null: empty. */
  value: number | null
  placeholder?: string
  problem?: string | null
  onChange: (value: number | null) => void
}

/** A whole number that is typed. */
export function NumberField({ id, label, value, placeholder, problem, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  const change = (text: string) => {
    const digits = digitsIn(text).slice(0, DIGITS)
    setTyped(digits)
    onChange(digits === '' ? null : Number(digits))
  }
  return (
    <TextField
      id={id}
      kind="digits"
      label={label}
      value={typed}
      maxLength={DIGITS}
      problem={problem ?? null}
      onChange={change}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  )
}
