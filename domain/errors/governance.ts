import type { ContestKind } from '../contest/rules'
import type { ContestStage } from '../contest/stage'
import type { NeedState } from '../governance/need-state'
import type { TopicState } from '../governance/topic-state'
import type { RatingPhase } from '../rating/round'

/** Refusals of needs, topics, projects, the star rating and the contest. */
export interface GovernanceErrors {
  // Needs
  NEED_NOT_FOUND: null
  /** The household has put `most` needs lately; it can put more from `until` on. */
  NEED_LIMIT: { most: number; until: number }
  /** Nobody supports a need of their own household. */
  OWN_NEED: null
  /** It was answered or merged already. */
  NEED_CLOSED: { state: NeedState }
  /** So many households support it that no more are noted. */
  SUPPORT_FULL: { most: number }
  /** A need goes on only with one that was put before it. */
  MERGE_INTO_OLDER: null

  // The star rating
  /** There is no rating, or the centre takes no part in it. */
  STARS_NOT_FOUND: null
  /** The rating of the year was opened already. */
  STARS_OPENED: { year: number }
  /** The rating of an earlier year is not published: it would be out of reach behind a new one. */
  STARS_STILL_OPEN: { year: number }
  /** The deadlines do not follow each other, or the last comes before the year is counted. */
  DEADLINES_WRONG: null
  /** It is not the time for that; the rating is in this phase. */
  STARS_NOT_NOW: { phase: RatingPhase }
  /** The marks are not those of the marked standards, or are beyond their points. */
  MARKS_WRONG: null
  /** Somebody else has saved the marks since they were read. */
  STARS_CHANGED: null
  /** `uncounted` centres have months that were not counted yet, `unmarked` have no marks by an office. */
  STARS_NOT_READY: { uncounted: number; unmarked: number }

  // The project contest
  /** There is no contest, or no such entry in it. */
  CONTEST_NOT_FOUND: null
  /** The contest of the year was opened already. */
  CONTEST_OPENED: { year: number }
  /** The contest of an earlier year is not published: it would be out of reach behind a new one. */
  CONTEST_STILL_OPEN: { year: number }
  /** The deadlines do not follow each other. */
  CONTEST_DATES_WRONG: null
  /** It is not the time for that; the contest is in this stage. */
  CONTEST_NOT_NOW: { stage: ContestStage; kind: ContestKind }
  /** It has not been held often enough, or not for long enough. */
  NOT_ELIGIBLE: { kind: ContestKind; sessions: number; leastSessions: number; days: number; leastDays: number }
  /** A social worker enters with a certificate that was checked and is valid. */
  CERTIFICATE_NEEDED: null
  /** Whoever judges social workers is not selected among them. */
  TALENT_JUDGES: null
  /** Somebody else has saved it since it was read. */
  CONTEST_CHANGED: null
  /** As many entries as a contest takes. */
  CONTEST_FULL: { most: number }
  /** Whoever organises the contest cannot judge in it. */
  JUROR_ORGANISES: null
  /** Nobody has looked yet at so many entries whose sheets are far apart. */
  CONTEST_NOT_READY: { unlooked: number }

  // Topics
  TOPIC_NOT_FOUND: null
  /** Not possible any more, or not yet. */
  TOPIC_CLOSED: { state: TopicState }
  /** The text was changed since it was read; `version` is the present one. */
  TOPIC_CHANGED: { version: number }
  /** Somebody else has changed the topic since it was read. */
  TOPIC_EDITED: null
  /** A vote ends on a day between these local dates. */
  VOTE_DATE_WRONG: { from: string; to: string }
  /** Only a household that was let in at a centre within so many days has a voice. */
  NOT_VERIFIED: { days: number }
  /** Two members of staff have entered different voices for the same paper. */
  VOTE_DIFFERS: null

  // Projects
  PROJECT_NOT_FOUND: null
  PROJECT_CLOSED: null
  /** Somebody else has changed the project since it was read. */
  PROJECT_EDITED: null
  /** Only a topic that was adopted is carried out. */
  TOPIC_NOT_ADOPTED: null
  /** Only `ratings` of at least `least` people who came: say why. */
  CLOSE_REASON_NEEDED: { ratings: number; least: number }
}
