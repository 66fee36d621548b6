import { SPACE_CATEGORIES, type SpaceCategory } from '@domain/offerings/kinds'
import { atLocal, DAY, localDate, MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { DayChips } from '@/features/lists/day-chips'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { EmptyState } from '@/ui/states'
import { SpaceItem } from './space-item'
import styles from './space-list.module.scss'

interface SpaceListProps {
  initial: SpaceCategory | null
  /** Shows this centre only. */
  centreId: string | undefined
}

/** The spaces that are open on a day, filtered by category. */
export function SpaceList({ initial, centreId }: SpaceListProps) {
  const now = useNow(MINUTE)
  const [category, setCategory] = useState(initial)
  const [date, setDate] = useState(() => localDate(now))
  const input = { date, ...(category ? { category } : {}), ...(centreId ? { centreId } : {}) }
  const pages = usePages(JSON.stringify(input), after => call('space.list', { ...input, ...(after ? { after } : {}) }))
  const { items, error } = pages
  const problem = error && messageOf(error)
  return (
    <View>
      <View className={cx(styles.bar)}>
        <ChipStrip>
          <Chip id="space-all" on={category === null} onTap={() => setCategory(null)}>
            全部
          </Chip>
          {SPACE_CATEGORIES.map(({ id, short }) => (
            <Chip key={id} id={`space-${id}`} on={category === id} onTap={() => setCategory(id)}>
              {short}
            </Chip>
          ))}
        </ChipStrip>
        <ChipStrip>
          <DayChips id="day" chosen={date} now={now} onChoose={setDate} />
        </ChipStrip>
      </View>
      {items?.length === 0 && (
        <EmptyState
          id="spaces-empty"
          scene="lantern"
          title={category ? '这一天没有这样的空间' : '这一天没有开放的空间'}
          note={category ? '看看别的空间，或换一天。' : '看看前后几天。'}
          action={
            category
              ? { id: 'spaces-clear', label: '看全部空间', onTap: () => setCategory(null) }
              : { id: 'spaces-next-day', label: '看后一天', onTap: () => setDate(localDate(atLocal(date) + DAY)) }
          }
        />
      )}
      <View className={cx(styles.list)}>
        {items?.map(card => (
          <SpaceItem key={card.session.id} card={card} now={now} />
        ))}
      </View>
      <ListEnd id="spaces-more" pages={pages} problem={problem} item={112} />
    </View>
  )
}
