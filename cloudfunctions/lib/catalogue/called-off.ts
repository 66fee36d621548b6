import type { SessionDocument } from '../kernel/store/documents'

/** When a session was called off, epoch ms; null: it takes place. */
export function calledOffAt({ status, changes }: Pick<SessionDocument, 'status' | 'changes'>): number | null {
  if (status !== 'cancelled') return null
  return Object.values(changes).find(({ to }) => to === null)?.at ?? 0
}
