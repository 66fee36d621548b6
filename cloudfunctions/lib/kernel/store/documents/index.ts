import type { BallotDocument } from './ballots'
import type { BookingDocument } from './bookings'
import type { CanteenDocument, MenuDocument, PaymentDocument } from './canteens'
import type { CheckInDocument } from './checkins'
import type { ContestDocument, ContestEntryDocument, ContestJurorDocument } from './contest'
import type { DoorDocument } from './doors'
import type { EnrolmentDocument } from './enrolments'
import type { NeedDocument, ProjectDocument, TopicDocument, TopicVoteDocument } from './governance'
import type { GroupDocument } from './groups'
import type { MigrationDocument } from './migrations'
import type { NoShowDocument } from './noshows'
import type { NoticeDocument } from './notices'
import type { OfferingDocument } from './offerings'
import type {
  DraftDocument,
  InvitationDocument,
  JournalDocument,
  PublicationDocument,
  TimetableDocument,
} from './office'
import type { PartnerDocument, PartnerWantDocument } from './partners'
import type { AccountDocument, StaffDocument, TeamDocument } from './people'
import type { CentreClosureDocument, CentreDocument, FiguresDocument } from './places'
import type {
  DeedDocument,
  HonourDocument,
  PointGoodDocument,
  PointIssueDocument,
  PointPairDocument,
  PointPanelDocument,
  PointRowDocument,
  PointSplitDocument,
  PointTaskDocument,
  PurseDocument,
  RedemptionDocument,
} from './points'
import type { RelationDocument } from './relations'
import type { RepeatedOrderDocument } from './repeated'
import type { SearchShardDocument } from './search'
import type { SessionDocument } from './sessions'
import type { SetbackDocument, TimerDocument } from './setbacks'
import type { SocialWorkerDocument } from './social-workers'
import type { CentreStarsDocument, StarRoundDocument } from './stars'
import type { SitterDocument, StationActDocument, StationDocument, VisitDocument } from './stations'
import type { TillCloseDocument, TillRowDocument } from './till'
import type { TriesDocument } from './tries'
import type { UsageDocument } from './usage'
import type { CertificateDocument, ShiftDocument, VolunteerDocument } from './volunteers'

export type * from './ballots'
export type * from './bookings'
export type * from './canteens'
export type * from './checkins'
export type * from './contest'
export type * from './doors'
export type * from './enrolments'
export type * from './governance'
export type * from './groups'
export type * from './migrations'
export type * from './noshows'
export type * from './notices'
export type * from './offerings'
export type * from './office'
export type * from './partners'
export type * from './people'
export type * from './places'
export type * from './points'
export type * from './relations'
export type * from './repeated'
export type * from './search'
export type * from './sessions'
export type * from './setbacks'
export type * from './social-workers'
export type * from './stars'
export type * from './stations'
export type * from './till'
export type * from './tries'
export type * from './usage'
export type * from './volunteers'

/** The stored documents: one interface per collection, one file per area. All times are epoch ms; money is in cents. */
export interface Documents {
  centres: CentreDocument
  offerings: OfferingDocument
  sessions: SessionDocument
  accounts: AccountDocument
  bookings: BookingDocument
  ballots: BallotDocument
  checkins: CheckInDocument
  enrolments: EnrolmentDocument
  doors: DoorDocument
  noshows: NoShowDocument
  staff: StaffDocument
  teams: TeamDocument
  invitations: InvitationDocument
  journal: JournalDocument
  closures: CentreClosureDocument
  figures: FiguresDocument
  drafts: DraftDocument
  publications: PublicationDocument
  timetables: TimetableDocument
  notices: NoticeDocument
  stations: StationDocument
  sitters: SitterDocument
  visits: VisitDocument
  stationacts: StationActDocument
  canteens: CanteenDocument
  menus: MenuDocument
  tillrows: TillRowDocument
  tillcloses: TillCloseDocument
  payments: PaymentDocument
  search: SearchShardDocument
  pointtasks: PointTaskDocument
  pointgoods: PointGoodDocument
  pointissues: PointIssueDocument
  pointsplits: PointSplitDocument
  honours: HonourDocument
  pointpanels: PointPanelDocument
  purses: PurseDocument
  pointrows: PointRowDocument
  pointpairs: PointPairDocument
  deeds: DeedDocument
  redemptions: RedemptionDocument
  needs: NeedDocument
  starrounds: StarRoundDocument
  centrestars: CentreStarsDocument
  contests: ContestDocument
  contestentries: ContestEntryDocument
  contestjurors: ContestJurorDocument
  volunteers: VolunteerDocument
  shifts: ShiftDocument
  certificates: CertificateDocument
  socialworkers: SocialWorkerDocument
  groups: GroupDocument
  partners: PartnerDocument
  partnerwants: PartnerWantDocument
  relations: RelationDocument
  repeatedorders: RepeatedOrderDocument
  topics: TopicDocument
  topicvotes: TopicVoteDocument
  projects: ProjectDocument
  setbacks: SetbackDocument
  timer: TimerDocument
  migrations: MigrationDocument
  usage: UsageDocument
  tries: TriesDocument
}
