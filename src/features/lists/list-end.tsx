import type { Message } from '@/cloud/messages'
import type { Pages } from '@/cloud/use-pages'
import { SlowLine } from '@/features/requests/slow-line'
import { Button } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

interface ListEndProps {
  id: string
  pages: Pick<Pages<unknown>, 'items' | 'loading' | 'slow' | 'more' | 'loadMore' | 'reload'>
  /** Why the last page did not load, in words. */
  problem: Message | null
  /** Height of one item, px. */
  item: number
}

/** The end of a list that loads on scrolling: a placeholder, a button for more, or why loading failed. */
export function ListEnd({ id, pages, problem, item }: ListEndProps) {
  const { items, loading, slow, more, loadMore, reload } = pages
  // A complete list that is being reloaded shows no placeholder.
  if (loading && (!items || more)) {
    return (
      <>
        <Skeleton blocks={items ? [item] : [item, item, item, item]} />
        {slow && <SlowLine />}
      </>
    )
  }
  if (!items) return problem && <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
  if (loading || (!more && !problem)) return null
  return (
    <Button id={id} look="plain" onTap={loadMore}>
      {problem ? `${problem.text}，再试一次` : '看更多'}
    </Button>
  )
}
