import { checkOwnBookings } from '@domain/bookings/rules/own-bookings'
import { checkParty } from '@domain/bookings/rules/party'
import { id as idField, requestId as requestIdField } from '@domain/contracts/fields'
import * as v from 'valibot'
import { accountIdOf, bookingIdOf, waitIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { Documents, SessionDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { SEED_ID_SECRET } from '../../../worlds/bookings'
import { yuxiWorld } from '../../../worlds/demo'
import { PHONE_DESK } from '../../../worlds/demo/phone-desk'
import type { Collections, World } from '../../../worlds/world'

/** A database as a whole. */
export type Stored = { [Name in keyof Documents]: Documents[Name][] }

/** A database in which nothing is stored. */
export const NOTHING: Stored = {
  centres: [],
  offerings: [],
  sessions: [],
  accounts: [],
  bookings: [],
  ballots: [],
  checkins: [],
  enrolments: [],
  doors: [],
  noshows: [],
  staff: [],
  teams: [],
  invitations: [],
  journal: [],
  closures: [],
  drafts: [],
  publications: [],
  timetables: [],
  notices: [],
  stations: [],
  sitters: [],
  visits: [],
  stationacts: [],
  canteens: [],
  menus: [],
  tillrows: [],
  tillcloses: [],
  payments: [],
  search: [],
  pointtasks: [],
  pointgoods: [],
  pointissues: [],
  pointsplits: [],
  honours: [],
  pointpanels: [],
  purses: [],
  pointrows: [],
  pointpairs: [],
  deeds: [],
  redemptions: [],
  needs: [],
  starrounds: [],
  centrestars: [],
  contests: [],
  contestentries: [],
  contestjurors: [],
  volunteers: [],
  shifts: [],
  certificates: [],
  socialworkers: [],
  groups: [],
  partners: [],
  partnerwants: [],
  relations: [],
  repeatedorders: [],
  topics: [],
  topicvotes: [],
  projects: [],
  figures: [],
  setbacks: [],
  timer: [],
  migrations: [],
  usage: [],
  tries: [],
}

const made = new Map<number, World>()
/** The demo city at a moment, built once. */
export function cityAt(at: number): World {
  const city = made.get(at) ?? yuxiWorld(at)
  made.set(at, city)
  return city
}

/** As text, because comparing tens of thousands of documents as objects takes a hundred times as long. */
export const asText = (world: object) => JSON.stringify(world)

/** The database that is seeded with these documents. */
export const full = (collections: Collections): Stored => ({ ...NOTHING, ...collections })
/** Whether a session is one of the desk at which phones are tried. */
export const isDesk = ({ offeringId }: SessionDocument) => offeringId === PHONE_DESK.id

/** Violations of the booking rules by existing bookings. */
export function ruleViolations({ sessions, accounts, bookings }: Stored, now: number): unknown[] {
  const session = new Map(sessions.map(row => [row._id, row]))
  const account = new Map(accounts.map(row => [row._id, row]))
  return bookings.flatMap((booking): unknown[] => {
    const { _id, sessionId, accountId, attendees, createdAt } = booking
    const stored = session.get(sessionId)
    // A booking of a day of seats has its own times.
    const at = stored && booking.unit ? { ...stored, startsAt: booking.startsAt, endsAt: booking.endsAt } : stored
    const household = account.get(accountId)
    if (!at || !household) return [_id]
    const party = household.members.filter(({ id }) => attendees.some(({ memberId }) => memberId === id))
    const active = Object.values(household.ledger).filter(({ bookingId }) => bookingId !== _id)
    const own = { now, session: { ...at, id: at._id }, party, active, missed: household.missed }
    const refusal = checkParty(party, at.rules, at.startsAt) ?? (at.endsAt > now ? checkOwnBookings(own) : null)
    const { opensBefore, closesBefore } = at.rules
    const inTime =
      createdAt <= now &&
      createdAt < at.startsAt - closesBefore &&
      (opensBefore === null || createdAt >= at.startsAt - opensBefore)
    return [
      ...(refusal ? [{ _id, refusal }] : []),
      ...(inTime ? [] : [{ _id, createdAt }]),
      ...(booking.checkIn && (booking.checkIn.at < booking.checkInFrom || booking.checkIn.at > now) ? [{ _id }] : []),
    ]
  })
}

/** Documents whose ids are malformed, or not derived as those of the cloud are. */
export function badIds(stored: Stored): unknown[] {
  const ids = Object.values(stored).flatMap((documents: { _id: string }[]) => documents.map(({ _id }) => _id))
  const members = stored.accounts.flatMap(account => account.members.map(({ id }) => id))
  return [
    ...[...ids, ...members].filter(id => !v.is(idField, id)),
    ...stored.bookings.filter(({ requestId }) => !v.is(requestIdField, requestId)),
    ...stored.bookings.filter(
      ({ _id, accountId, requestId, waitEvents }) =>
        _id !== (waitEvents.registered ? waitIdOf : bookingIdOf)({ idSecret: SEED_ID_SECRET, accountId, requestId }),
    ),
    ...stored.accounts.filter(({ _id, openid }) => _id !== accountIdOf(openid)),
  ]
}
