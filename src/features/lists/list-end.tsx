import type { Message } from '@/cloud/messages'
import type { Pages } from '@/cloud/use-pages'
import { Button } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

interface ListEndProps {
  id: string
  pages: Pick<Pages<unknown>, 'items' | 'loading' | 'more' | 'loadMore' | 'reload'>
  /** Why there is no more, in words. */
  problem: Message | null
  /** Height of one of its items, px. */
  item: number
}

/** How a list that grows as one scrolls ends: with what is still coming, the way to more, or why there is none. */
export function ListEnd({ id, pages, problem, item }: ListEndProps) {
  const { items, loading, more, loadMore, reload } = pages
  // A list that is only asked for again stays as it is.
  if (loading && (!items || more)) return <Skeleton blocks={items ? [item] : [item, item, item, item]} />
  if (!items) return problem && <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
  if (loading || (!more && !problem)) return null
  return (
    <Button id={id} look="plain" onTap={loadMore}>
      {problem ? `${problem.text}，再试一次` : '看更多'}
    </Button>
  )
}
