import type { Message } from '@/cloud/messages'
import { Alert } from '@/ui/alert'

/** What went wrong with a form, shown in the form beside the input. */
export function Problem({ id = 'desk-problem', message }: { id?: string; message: Message }) {
  return <Alert id={id} tone="caution" {...message} />
}
