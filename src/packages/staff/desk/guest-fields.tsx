import { TextField } from '@/ui/field'
import type { Draft } from './draft'

/** Longest name, characters. */
const NAME_LENGTH = 12
export const LAST_DIGITS = 4

interface GuestFieldsProps {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
}

/** The fields by which somebody without the app is found at the door: a name and the last digits of a phone number. */
export function GuestFields({ draft, onChange }: GuestFieldsProps) {
  return (
    <>
      <TextField
        id="guest-name"
        label="怎么称呼"
        placeholder="比如 李秀芳"
        value={draft.name}
        maxLength={NAME_LENGTH}
        onChange={name => onChange({ name })}
      />
      <TextField
        id="guest-digits"
        kind="digits"
        label="手机号最后 4 位"
        placeholder="4 位数字"
        value={draft.lastFour}
        maxLength={LAST_DIGITS}
        onChange={text => onChange({ lastFour: text.replace(/\D/g, '').slice(0, LAST_DIGITS) })}
      />
    </>
  )
}
