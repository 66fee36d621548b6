import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { open } from '@/platform/navigate'
import { askableNotices, askNotices } from '@/platform/notices/ask'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'
import type { Filters } from './filters'
import { sayInterest } from './interest-words'

/** Asks to hear of new classes like those that the filters show; one consent is one message. */
export function InterestRow({ filters }: { filters: Filters }) {
  const { run, error } = useAction('interest.add')
  useErrorToast(error)
  // One consent is one message, so of several ages the wish names the youngest; the row says which.
  const wish = { category: filters.category, centreId: filters.centre?.id ?? null, age: filters.ages[0] ?? null }
  const key = JSON.stringify(wish)
  const [asked, setAsked] = useState<readonly string[]>([])
  if (askableNotices(['opened']).length === 0) return null
  const what = sayInterest({ ...wish, centreName: filters.centre?.name ?? '' })
  if (asked.includes(key)) {
    return (
      <ListGroup>
        <ListRow
          id="interest-on"
          icon="bell"
          title="有新课会告诉您"
          note={`${what}。告诉您一次，不想等了在「消息」里去掉。`}
          leads
          onTap={() => open('news/list', {})}
        />
      </ListGroup>
    )
  }
  const ask = async () => {
    const agreed = await askNotices(['opened'])
    if (agreed.length === 0) toast('好的，不打扰您', '常来这里看看就好。')
    else if (await run(wish)) setAsked([...asked, key])
  }
  return (
    <ListGroup>
      <ListRow
        id="interest-ask"
        icon="bell"
        title="有新课告诉我"
        note={`${what}，有新排的，微信告诉您一次。`}
        leads
        onTap={() => void ask()}
      />
    </ListGroup>
  )
}
