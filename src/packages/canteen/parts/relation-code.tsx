import { TextField } from '@/ui/field'

/** Digits of a code. */
export const CODE_LENGTH = 8

/** The field for the code on the other phone. */
export function CodeField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      id="relate-code"
      label="对方手机上的码"
      placeholder="8 个数字"
      maxLength={12}
      value={value}
      onChange={onChange}
    />
  )
}
