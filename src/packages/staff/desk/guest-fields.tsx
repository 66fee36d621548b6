import { NICKNAME_LENGTH } from '@domain/people/members'
import { digitsIn, LAST_DIGITS, lastDigitsOf } from '@domain/typed'
import { TextField } from '@/ui/field'
import type { Draft } from './draft'

/** Longest input, characters: a whole phone number in any way of writing it. */
const NUMBER_LENGTH = 24

interface GuestFieldsProps {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
}

/** The fields by which somebody without the app is found at the door: a name and the last digits of a phone number. */
export function GuestFields({ draft, onChange }: GuestFieldsProps) {
  const { name, number } = draft
  const whole = digitsIn(number).length > LAST_DIGITS
  return (
    <>
      <TextField
        id="guest-name"
        label="怎么称呼"
        placeholder="比如 李秀芳"
        value={name}
        maxLength={NICKNAME_LENGTH}
        onChange={text => onChange({ name: text })}
      />
      <TextField
        id="guest-digits"
        kind="digits"
        label={whole ? `只记手机号最后 4 位：${lastDigitsOf(number)}` : '手机号最后 4 位'}
        placeholder="4 位数字，整个号码也行"
        value={number}
        maxLength={NUMBER_LENGTH}
        onChange={text => onChange({ number: text })}
      />
    </>
  )
}
