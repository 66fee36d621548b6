import { localDate } from '../time'

/**
 * One version of the rules of points, as data. A deed keeps the version under which it was reported until it ends: a new
 * version changes nothing that somebody has done already.
 */
export interface PointRules {
  id: string
  /** First local date on which deeds are reported under it, `YYYY-MM-DD`. */
  from: string
  /** Most points that a household earns for the deeds of one month. */
  monthlyCap: number
  /** How long points can be spent: until the end of the month so many months later. */
  expiryMonths: number
  /** Working days of the public listing. */
  listingWorkdays: number
  /** Days in which a deed can be reported afterwards, and in which somebody must confirm it. */
  reportDays: number
  confirmDays: number
  /** Working days in which the panel decides. */
  panelWorkdays: number
  /** Fewest members of a panel, and of those who decide one case: those who are concerned are left out. */
  panelLeast: number
  panelQuorum: number
  /** Mutual help: which share of the points the first, second … help between two households within so many days earns. */
  helpDays: number
  helpShares: readonly number[]
  /** Days in which something redeemed can be fetched, and how many a household may have open. */
  holdDays: number
  openRedemptions: number
  /** Days after the listing in which points of a false deed can be taken back. */
  reclaimDays: number
  /** Confirmations between the same two households within `helpDays` from which on a deed is marked. */
  witnessFrom: number
  /** Days in which an account is new, so that what it confirms is marked. */
  witnessDays: number
  /** Whether a centre issues no more in a quarter than it has put in stock. */
  funded: boolean
}

/** The first version. */
const FIRST: PointRules = {
  id: '2026-1',
  from: '2026-01-01',
  monthlyCap: 60,
  expiryMonths: 24,
  listingWorkdays: 5,
  reportDays: 7,
  confirmDays: 14,
  panelWorkdays: 10,
  panelLeast: 5,
  panelQuorum: 3,
  helpDays: 30,
  helpShares: [1, 0.5, 0],
  holdDays: 7,
  openRedemptions: 5,
  reclaimDays: 180,
  witnessFrom: 4,
  witnessDays: 7,
  funded: false,
}

/** All versions, oldest first. A new one is a row here; none is ever changed. */
const VERSIONS: readonly [PointRules, ...PointRules[]] = [
  FIRST,
  { ...FIRST, id: '2026-2', from: '2026-10-01', funded: true },
]

/** The version in force at a moment, epoch ms. */
export function pointRulesAt(ms: number, versions: readonly [PointRules, ...PointRules[]] = VERSIONS): PointRules {
  const date = localDate(ms)
  return [...versions].reverse().find(({ from }) => from <= date) ?? versions[0]
}

/** The version that something was done under. An id that is unknown means the data is newer than this release. */
export function pointRulesOf(id: string): PointRules {
  const rules = VERSIONS.find(version => version.id === id)
  if (!rules) throw new Error(`unknown rules of points: ${id}`)
  return rules
}
