import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type {
  AccountDocument,
  BookingDocument,
  NoShowDocument,
  SessionDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { World } from '../../in-process/world'
import type { Theme } from '../themes/theme'
import { isPausedAt } from './pauses'

/** A wanted time or span in a session. */
export interface Wanted {
  session: SessionDocument
  startsAt: number
  endsAt: number
}

/** What a clerk has who keeps bookings on paper: the timetable, the list of bookings and the no-shows. */
export class PaperList {
  private constructor(
    readonly now: number,
    readonly theme: Theme,
    readonly sessions: SessionDocument[],
    readonly bookings: BookingDocument[],
    private readonly records: NoShowDocument[],
    private readonly accounts: AccountDocument[],
  ) {}

  static async of(world: World, theme: Theme): Promise<PaperList> {
    const [sessions, bookings, records, accounts] = await Promise.all([
      world.stored('sessions'),
      world.stored('bookings'),
      world.stored('noshows'),
      world.stored('accounts'),
    ])
    return new PaperList(world.now(), theme, sessions, bookings, records, accounts)
  }

  session(id: string): SessionDocument | undefined {
    return this.sessions.find(({ _id }) => _id === id)
  }

  /** Returns all upcoming bookings of an account. */
  own(openid: string): BookingDocument[] {
    return this.ownOf(accountIdOf(openid))
  }

  ownOf(accountId: string): BookingDocument[] {
    return this.bookings.filter(booking => booking.accountId === accountId && booking.endsAt > this.now)
  }

  /** Whether staff have seen papers of somebody of the household. */
  hasPapers(openid: string): boolean {
    const { eaters = {} } = this.accounts.find(({ _id }) => _id === accountIdOf(openid)) ?? {}
    return Object.keys(eaters).length > 0
  }

  isPaused(openid: string, members: string[]): boolean {
    const accountId = accountIdOf(openid)
    return members.some(member => {
      const counted = this.records.filter(
        row => row.accountId === accountId && row.memberId === member && row.state === 'counted',
      )
      const missed = counted.map(({ missedAt }) => missedAt)
      return isPausedAt(this.now, missed, this.warningsOf(accountId, member))
    })
  }

  private warningsOf(accountId: string, member: string): number[] | undefined {
    const warned = this.accounts.find(({ _id }) => _id === accountId)?.warned
    return warned && (warned[member] ?? [])
  }

  /** Returns the number of free places that the app may give away. */
  free({ _id, capacity, reserve }: SessionDocument): number {
    return capacity - reserve - this.places(_id, ['confirmed', 'offered'])
  }

  hasWaiting({ _id }: SessionDocument): boolean {
    return this.places(_id, ['waiting']) > 0
  }

  private places(sessionId: string, statuses: string[]): number {
    return this.bookings
      .filter(booking => booking.sessionId === sessionId && statuses.includes(booking.status))
      .reduce((sum, { partySize }) => sum + partySize, 0)
  }
}

/** Whether a booking has not ended: confirmed, waiting, offered or registered. */
export function isActive({ status }: BookingDocument): boolean {
  return status !== 'cancelled' && status !== 'lapsed'
}

/** Returns the code that refuses these people one more session at that time because of what they have; null when allowed. */
export function ownRefusal(own: BookingDocument[], members: string[], wanted: Wanted): string | null {
  return timeRefusal(own, members, wanted) ?? (isAtLimit(own, members, wanted) ? 'ACTIVE_LIMIT' : null)
}

export function timeRefusal(own: BookingDocument[], members: string[], { session, startsAt, endsAt }: Wanted) {
  for (const member of members) {
    const theirs = own.filter(({ attendees }) => attendees.some(({ memberId }) => memberId === member))
    const same = !session.layout && theirs.some(booking => isActive(booking) && booking.sessionId === session._id)
    if (same) return 'ALREADY_BOOKED'
    if (theirs.some(held => held.status === 'confirmed' && held.startsAt < endsAt && startsAt < held.endsAt)) {
      return 'TIME_OVERLAP'
    }
  }
  return null
}

export function isAtLimit(own: BookingDocument[], members: string[], { session: { kind, rules } }: Wanted): boolean {
  const max = rules.maxActive ?? Number.POSITIVE_INFINITY
  return members.some(member => {
    const held = own.filter(
      booking =>
        booking.status === 'confirmed' &&
        booking.kind === kind &&
        booking.attendees.some(({ memberId }) => memberId === member),
    )
    return new Set(held.map(({ _id, enrolment }) => enrolment?.id ?? _id)).size >= max
  })
}
