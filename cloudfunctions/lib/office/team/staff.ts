import type { StaffDocument } from '../../kernel/store/documents'
import { exists, type Store } from '../../kernel/store/port'

/** Counts the changes of a person's roles; 0 before the first. */
export function revisionOf(staff: StaffDocument | null): number {
  return staff?.revision ?? 0
}

/**
 * Writes a person's roles by compare-and-set; false when somebody else has changed them since `before` was read. Shifts that are
 * noted there have a guard of their own, and stay as they are.
 */
export async function writeStaff(store: Store, before: StaffDocument | null, after: StaffDocument): Promise<boolean> {
  if (!before) return store.staff.insert(after)
  const { _id, guiding: _notes, guidingTurns: _turns, ...change } = after
  const revision = before.revision ?? exists(false)
  return (await store.staff.update({ _id, revision }, change)) === 1
}
