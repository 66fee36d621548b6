import { useEffect } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { toast } from '@/ui/toast'

/** Shows each error of an action once as a toast. */
export function useErrorToast(error: CloudError | null): void {
  useEffect(() => {
    if (!error) return
    const { text, hint } = messageOf(error)
    toast(text, hint)
  }, [error])
}
