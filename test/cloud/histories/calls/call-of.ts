import type { Act } from '../acts'
import type { Theme } from '../themes/theme'
import type { SentCall, StoredState } from './call'
import { canteenCall, isOfCanteen } from './canteen'
import { residentCall } from './resident'

/** Returns the call for an act; undefined when there is no person or document that it could be about. */
export async function callOf(
  world: StoredState,
  theme: Theme,
  act: Exclude<Act, { does: 'tick' }>,
  sent: readonly SentCall[],
): Promise<SentCall | undefined> {
  if (act.does === 'retry') return sent[act.which % sent.length]
  const call = isOfCanteen(act) ? await canteenCall(world, theme, act) : await residentCall(world, theme, act)
  return call && { ...call, requestId: `request-${sent.length}` }
}
