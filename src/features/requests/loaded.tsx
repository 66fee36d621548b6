import type { ReactNode } from 'react'
import type { CloudError } from '@/cloud/errors'
import { type Message, messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

interface LoadedProps<Data> {
  request: Pick<Request<Data>, 'data' | 'error' | 'reload'>
  /** Heights of the blocks that stand for the content while it loads, px. */
  skeleton: readonly number[]
  /** The words for an error, where the usual ones do not fit. */
  sayError?: (error: CloudError) => Message
  children: (data: Data) => ReactNode
}

/** What a request brought; until then the shape of it, or why there is nothing and a way to try again. */
export function Loaded<Data>({ request, skeleton, sayError = messageOf, children }: LoadedProps<Data>) {
  const { data, error, reload } = request
  if (data !== null) return <>{children(data)}</>
  if (!error) return <Skeleton blocks={skeleton} />
  const { text, hint } = sayError(error)
  return <ErrorState reason={text} hint={hint} onRetry={reload} />
}
