import { localDate } from '../time'

/**
 * One version of the rules of needs and topics, as data. A need keeps the version under which it was put: a new version changes
 * nothing that was promised already.
 */
export interface GovernanceRules {
  id: string
  /** First local date on which needs are put under it, `YYYY-MM-DD`. */
  from: string
  /** Working days in which the centre answers a need; after them it goes to the county. */
  answerWorkdays: number
  /** Working days in which the county answers; after them it goes to the city. */
  countyWorkdays: number
  /** Least and most days of a vote, that of its opening excepted. */
  voteDaysLeast: number
  voteDaysMost: number
  /** Days within which a household must have been let in at a centre to have a voice. */
  verifiedDays: number
  /** Ratings by people who came with which a project can be closed without a reason. */
  ratingsLeast: number
}

/** All versions, oldest first. A new one is a row here; none is ever changed. */
const VERSIONS: readonly [GovernanceRules, ...GovernanceRules[]] = [
  {
    id: '2026-1',
    from: '2026-01-01',
    answerWorkdays: 15,
    countyWorkdays: 5,
    voteDaysLeast: 3,
    voteDaysMost: 30,
    verifiedDays: 365,
    ratingsLeast: 30,
  },
]

/** The version in force at a moment, epoch ms. */
export function governanceRulesAt(ms: number): GovernanceRules {
  const date = localDate(ms)
  return [...VERSIONS].reverse().find(({ from }) => from <= date) ?? VERSIONS[0]
}

/** The version that something was put under. An id that is unknown means the data is newer than this release. */
export function governanceRulesOf(id: string): GovernanceRules {
  const rules = VERSIONS.find(version => version.id === id)
  if (!rules) throw new Error(`unknown rules of governance: ${id}`)
  return rules
}
