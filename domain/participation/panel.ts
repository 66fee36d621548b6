/** Somebody who decides objections. `outside`: a supervisor who does not belong to the centre. */
export interface PanelMember {
  accountId: string
  name: string
  outside: boolean
}

/** Why a panel cannot be formed. */
export type PanelFault = 'too-few' | 'no-supervisor' | 'twice'

/** Checks the list of a panel; null: it can decide. */
export function panelFault(members: readonly PanelMember[], least: number): PanelFault | null {
  if (new Set(members.map(({ accountId }) => accountId)).size < members.length) return 'twice'
  if (members.length < least) return 'too-few'
  return members.some(({ outside }) => outside) ? null : 'no-supervisor'
}

/**
 * Who decides a case: all members whose households are not concerned. Nobody can put a concerned member in, because nobody
 * chooses. Null: fewer than `quorum` are left, or no supervisor, so the panel needs more members first.
 */
export function assignPanel(
  members: readonly PanelMember[],
  isConcerned: (accountId: string) => boolean,
  quorum: number,
): string[] | null {
  const free = members.filter(({ accountId }) => !isConcerned(accountId))
  if (free.length < quorum || !free.some(({ outside }) => outside)) return null
  return free.map(({ accountId }) => accountId)
}

/** The votes on a case so far. */
export interface Tally {
  /** How many may vote. */
  judges: number
  /** For the deed, and for the objection. */
  upheld: number
  rejected: number
}

/**
 * What the panel has decided: null as long as it is open. It is decided when more than half of the judges agree; at the deadline by
 * the votes that were given. A tie, or no vote at all, leaves things as they are (`otherwise`): a confirmed deed stays confirmed.
 */
export function panelDecision(
  { judges, upheld, rejected }: Tally,
  isOver: boolean,
  otherwise: 'upheld' | 'rejected' = 'upheld',
): 'upheld' | 'rejected' | null {
  // A member who has voted and was erased afterwards is no judge any more, but the vote counts.
  const all = Math.max(judges, upheld + rejected)
  if (upheld * 2 > all) return 'upheld'
  if (rejected * 2 > all) return 'rejected'
  if (!isOver) return null
  if (rejected === upheld) return otherwise
  return rejected > upheld ? 'rejected' : 'upheld'
}
