import type { Outcome } from './shift'

/** What the sums need of a person in a shift. */
interface Counted {
  /** Empty: erased or forgotten. */
  accountId: string
  outcome: Outcome | null
  minutes: number | null
  manual: { state: 'asked' | 'approved' | 'rejected'; at: number } | null
}

/** Whether a guide has to sign for somebody who has not checked out; hours that were entered by hand need no signature. */
export function needsSignature({ outcome, manual }: Pick<Counted, 'outcome' | 'manual'>): boolean {
  return outcome === 'open' && (manual === null || manual.state === 'rejected')
}

/** What a shift says about all its people, to be stored with every change of them. */
export function sumsOf(people: Readonly<Record<string, Counted>>) {
  const all = Object.values(people)
  const sum = (some: readonly Counted[]) => some.reduce((total, { minutes }) => total + (minutes ?? 0), 0)
  const asked = all.flatMap(({ manual }) => (manual?.state === 'asked' ? [manual.at] : []))
  return {
    accountIds: all.flatMap(({ accountId }) => (accountId === '' ? [] : [accountId])),
    taken: all.length,
    minutes: sum(all),
    manualMinutes: sum(all.filter(({ manual }) => manual?.state === 'approved')),
    toSign: all.filter(person => person.accountId !== '' && needsSignature(person)).length,
    manualAt: asked.length > 0 ? Math.min(...asked) : 0,
  }
}
