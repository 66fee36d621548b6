import { SEARCH_LENGTH } from '@domain/contracts/limits'
import type { FoundType } from '@domain/search/rank'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { SlowLine } from '@/features/requests/slow-line'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { useLocation } from '@/features/settings/use-location'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Section } from '@/ui/section'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import styles from './find.module.scss'
import { FoundItem } from './found-item'
import { useRecent } from './recent'
import { useQuery } from './use-query'
import { TYPES } from './words'

/** The search: what is typed, what was searched for before, and what was found. */
export function SearchView() {
  const { typed, setTyped, query, choose } = useQuery()
  const [type, setType] = useState<FoundType | null>(null)
  const location = useLocation()
  const centreId = useHomeCentre(state => state.centreId)
  const remember = useRecent(state => state.add)
  const now = useNow(MINUTE)
  const request = useRequest('find.search', {
    query,
    ...(type && query !== '' ? { type } : {}),
    ...(location ? { location } : {}),
    ...(centreId ? { centreId } : {}),
  })
  const { data, error, loading, slow, current, reload } = request
  const shown = query !== '' && current && !error ? data : null
  const problem = error && messageOf(error)
  return (
    <View className={cx(styles.view)}>
      <TextField
        id="find-query"
        label="课、驿站、场地、饭菜、中心"
        placeholder="比如 书法、自习、shufa"
        value={typed}
        maxLength={SEARCH_LENGTH}
        onChange={setTyped}
        focus
      />
      {query === '' && <Words suggestions={data?.suggestions ?? []} onChoose={choose} />}
      {query !== '' && loading && !shown && <Skeleton blocks={[44, 116, 116]} />}
      {query !== '' && slow && !shown && <SlowLine />}
      {query !== '' && problem && <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />}
      {shown && (
        <>
          <Types counts={shown.counts} chosen={type} onChoose={setType} />
          {shown.found.length > 0 && (
            <View id="found" className={cx(styles.list)} onClick={() => remember(query)}>
              {shown.found.map(found => (
                <FoundItem key={keyOf(found)} found={found} now={now} />
              ))}
            </View>
          )}
          {shown.found.length === 0 && (
            <EmptyState
              id="found-none"
              scene="lantern"
              title={`没有找到「${query}」`}
              note="换个说法试试，拼音、首字母也可以。"
              action={type ? { id: 'find-all', label: '看全部种类', onTap: () => setType(null) } : undefined}
            />
          )}
          {shown.found.length === 0 && <Suggested suggestions={shown.suggestions} onChoose={choose} />}
        </>
      )}
    </View>
  )
}

type Found = Parameters<typeof FoundItem>[0]['found']

function keyOf(found: Found): string {
  if (found.type === 'station') return found.station.id
  if (found.type === 'centre') return found.centre.id
  return `${found.type} ${found.id} ${found.title}`
}

interface TypesProps {
  counts: Record<FoundType, number>
  chosen: FoundType | null
  onChoose: (type: FoundType | null) => void
}

/** The filter by type; each says how many there are. */
function Types({ counts, chosen, onChoose }: TypesProps) {
  const all = TYPES.reduce((sum, { id }) => sum + counts[id], 0)
  const some = TYPES.filter(({ id }) => counts[id] > 0 || id === chosen)
  if (all === 0 || (some.length < 2 && chosen === null)) return null
  return (
    <ChipStrip>
      <Chip id="find-type-all" on={chosen === null} onTap={() => onChoose(null)}>
        全部 {all}
      </Chip>
      {some.map(({ id, label }) => (
        <Chip key={id} id={`find-type-${id}`} on={chosen === id} onTap={() => onChoose(chosen === id ? null : id)}>
          {label} {counts[id]}
        </Chip>
      ))}
    </ChipStrip>
  )
}

interface WordsProps {
  suggestions: readonly string[]
  onChoose: (word: string) => void
}

/** What was searched for on this phone, and what can be found nearby. */
function Words({ suggestions, onChoose }: WordsProps) {
  const { queries, clear } = useRecent()
  return (
    <>
      {queries.length > 0 && (
        <Section
          title="最近找过"
          end={
            <Tap id="find-clear" className={styles.clear} onTap={clear} {...a11y({ label: '清空最近找过的' })}>
              清空
            </Tap>
          }
        >
          <WordChips name="recent" words={queries} onChoose={onChoose} />
        </Section>
      )}
      <Suggested suggestions={suggestions} onChoose={onChoose} />
    </>
  )
}

function Suggested({ suggestions, onChoose }: WordsProps) {
  if (suggestions.length === 0) return null
  return (
    <Section title="附近有">
      <WordChips name="suggested" words={suggestions} onChoose={onChoose} />
    </Section>
  )
}

interface WordChipsProps {
  name: string
  words: readonly string[]
  onChoose: (word: string) => void
}

function WordChips({ name, words, onChoose }: WordChipsProps) {
  return (
    <View className={cx(styles.words)}>
      {words.map((word, n) => (
        <Chip key={word} id={`${name}-${n}`} role="button" onTap={() => onChoose(word)}>
          {word}
        </Chip>
      ))}
    </View>
  )
}
