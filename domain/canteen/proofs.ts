import { ageAt, localDate } from '../time'

/**
 * What staff confirm about an eater after seeing the paper. `age` confirms the birth month; the others are a state that
 * ends: 低保, 特困, 失能, 独居. Neither a number nor a picture of the paper is stored.
 */
export const PROOFS = ['age', 'low-income', 'destitute', 'disabled', 'living-alone'] as const
export type Proof = (typeof PROOFS)[number]

/** A confirmed proof of one eater. */
export interface ConfirmedProof {
  proof: Proof
  /** For `age`, the birth month `YYYY-MM` on the paper; otherwise null. */
  birthMonth: string | null
  /** Last local date on which it counts, `YYYY-MM-DD`; null: it does not end. */
  until: string | null
  /** When it was confirmed, epoch ms, and the number of the staff member in records of acts. */
  at: number
  by: string
}

/** What is known about an eater on the day of a meal; nothing of it comes from what the family typed. */
export interface EaterFacts {
  /** Confirmed age in whole years; in the month of the birthday, the age after it. Null: not confirmed. */
  age: number | null
  proofs: ReadonlySet<Proof>
}

/** The facts that hold on the day of a meal that begins at `startsAt`, epoch ms. A later proof of a kind replaces earlier ones. */
export function eaterFactsAt(proofs: readonly ConfirmedProof[], startsAt: number): EaterFacts {
  const day = localDate(startsAt)
  const latest = new Map<Proof, ConfirmedProof>()
  for (const entry of [...proofs].sort((a, b) => a.at - b.at)) latest.set(entry.proof, entry)
  const valid = [...latest.values()].filter(({ until }) => until === null || until >= day)
  const month = valid.find(({ proof }) => proof === 'age')?.birthMonth ?? null
  return {
    age: month === null ? null : ageAt(month, startsAt),
    proofs: new Set(valid.map(({ proof }) => proof)),
  }
}
