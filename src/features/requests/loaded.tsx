import type { ReactNode } from 'react'
import type { CloudError } from '@/cloud/errors'
import { type Message, messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

interface LoadedProps<Data> {
  request: Pick<Request<Data>, 'data' | 'error' | 'reload'>
  /** Heights of the placeholder's blocks, px. */
  skeleton: readonly number[]
  /** The words for an error, instead of the usual ones. */
  sayError?: (error: CloudError) => Message
  children: (data: Data) => ReactNode
}

/** Shows the data of a request; until then a placeholder, or the error with a button to try again. */
export function Loaded<Data>({ request, skeleton, sayError = messageOf, children }: LoadedProps<Data>) {
  const { data, error, reload } = request
  if (data !== null) return <>{children(data)}</>
  if (!error) return <Skeleton blocks={skeleton} />
  const { text, hint } = sayError(error)
  return <ErrorState reason={text} hint={hint} onRetry={reload} />
}
