/** What can tie a juror to an entry. */
export type TieKind = 'centre' | 'county' | 'employer' | 'partner' | 'household'

/** A tie; `key` is an id, or a name as people write it. */
export interface Tie {
  kind: TieKind
  key: string
  /** When it ended, epoch ms; null: it has not. */
  until: number | null
}

/** The ties of an entry, which last as long as the contest. */
export interface Tied {
  centreId: string
  centreName: string
  county: string
  /** Names of the organisations that carry it. */
  partners: readonly string[]
  /** Who has entered it. */
  accountId: string
}

/** Why a juror cannot judge an entry; null: nothing ties them. An ended tie counts for `tieLasts` longer. */
export function conflictOf(
  ties: readonly Tie[],
  entry: Tied,
  now: number,
  { tieLasts }: { tieLasts: number },
): TieKind | null {
  const standing = ties.filter(({ until }) => until === null || now - until < tieLasts)
  return standing.find(tie => isTied(tie, entry))?.kind ?? null
}

function isTied({ kind, key }: Tie, { centreId, centreName, county, partners, accountId }: Tied): boolean {
  const names = partners.map(normalized)
  switch (kind) {
    case 'centre':
      return key === centreId
    case 'county':
      return key === county
    // Whoever works for a partner, or is one, gains by its success; so does whoever works for the centre by its name.
    case 'employer':
    case 'partner':
      return names.includes(normalized(key)) || normalized(key) === normalized(centreName)
    case 'household':
      return key === accountId || key === centreId
  }
}

/** Names are compared without spaces and in one width, because people write them differently. */
function normalized(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}
