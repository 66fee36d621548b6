import type { ReactNode } from 'react'
import type { CloudError } from '@/cloud/errors'
import { type Message, messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'
import { KeptNotice } from './kept-notice'
import { SlowLine } from './slow-line'

interface LoadedProps<Data> {
  request: Pick<Request<Data>, 'data' | 'at' | 'error' | 'loading' | 'slow' | 'reload'>
  /** Heights of the placeholder's blocks, px. */
  skeleton: readonly number[]
  /** The words for an error, instead of the usual ones. */
  sayError?: (error: CloudError) => Message
  /** Does not say how old the data is: the content does that, or works at any age. */
  ageless?: boolean
  /** Another way on after an error, beside trying again. */
  otherwise?: { id: string; label: string; onTap: () => void } | undefined
  children: (data: Data) => ReactNode
}

/**
 * Shows the data of a request, with its age when it is not current; until there is data a placeholder, or the error with a
 * button to try again.
 */
export function Loaded<Data>(props: LoadedProps<Data>) {
  const { request, skeleton, sayError = messageOf, ageless = false, otherwise, children } = props
  const { data, error, slow, reload } = request
  if (data !== null) {
    return (
      <>
        {!ageless && <KeptNotice request={request} />}
        {children(data)}
      </>
    )
  }
  if (!error) {
    return (
      <>
        <Skeleton blocks={skeleton} />
        {slow && <SlowLine />}
      </>
    )
  }
  const { text, hint } = sayError(error)
  return <ErrorState reason={text} hint={hint} onRetry={reload} {...(otherwise ? { otherwise } : {})} />
}
