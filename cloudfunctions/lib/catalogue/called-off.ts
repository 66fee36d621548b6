import type { SessionDocument } from '../kernel/store/documents'

/** When the centre cancelled the session, epoch ms; null: it takes place. */
export function calledOffAt({ status, changes }: Pick<SessionDocument, 'status' | 'changes'>): number | null {
  if (status !== 'cancelled') return null
  return Object.values(changes).find(({ to }) => to === null)?.at ?? 0
}
