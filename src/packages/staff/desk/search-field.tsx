import { QUERY_LENGTH } from '@domain/contracts/limits'
import { LAST_DIGITS } from '@domain/typed'
import { TextField } from '@/ui/field'
import type { useSearch } from './use-search'

interface SearchFieldProps {
  search: ReturnType<typeof useSearch>
  focus?: boolean
}

/** The field to search for a booking by name or phone digits. */
export function SearchField({ search, focus }: SearchFieldProps) {
  return (
    <TextField
      id="find-query"
      label="名字里的字，或手机尾号 4 位"
      placeholder="比如 果果，或 5566"
      value={search.typed}
      maxLength={QUERY_LENGTH}
      problem={search.tooShort ? `手机尾号要 ${LAST_DIGITS} 位` : null}
      {...(focus === undefined ? {} : { focus })}
      onChange={search.setTyped}
    />
  )
}
