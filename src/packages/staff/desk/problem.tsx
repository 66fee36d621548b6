import type { Message } from '@/cloud/messages'
import { Alert } from '@/ui/alert'

/** What went wrong with a form, in the form: it stays to be read, and what was typed stays beside it. */
export function Problem({ id = 'desk-problem', message }: { id?: string; message: Message }) {
  return <Alert id={id} tone="caution" {...message} />
}
