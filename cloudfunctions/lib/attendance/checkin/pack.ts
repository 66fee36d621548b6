import { dayKeyOf } from '@domain/checkin/code'
import { type PackSession, packDay } from '@domain/checkin/pack'
import { maskName } from '@domain/people/members'
import { LONGEST_SESSION } from '@domain/sessions/change'
import { startOfLocalDay } from '@domain/time'
import { calledOffAt } from '../../catalogue/called-off'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument, SessionDocument } from '../../kernel/store/documents'
import { both, gt, lt, lte, oneOf } from '../../kernel/store/port'

/** Further bookings are not in the pack; the phone accepts them as unconfirmed, like all unknown ones. */
const MAX_BOOKINGS = 1000
const BOOKING_FIELDS = [
  'sessionId',
  'startsAt',
  'endsAt',
  'checkInFrom',
  'unit',
  'attendees',
  'partySize',
  'secret',
  'checkIn',
  'undone',
] as const
const SESSION_FIELDS = ['title', 'startsAt', 'endsAt', 'rules', 'moves', 'status', 'changes'] as const

/** Returns the pack of today: the bookings and keys with which a phone checks in without network. */
export const getPack: Handler<'staff.pack'> = async ({ store, now }, { centreId }) => {
  const { day, expiresAt } = packDay(now)
  const bookings = await store.bookings.find({
    where: {
      centreId,
      status: 'confirmed',
      startsAt: lt(expiresAt),
      activeUntil: both(gt(startOfLocalDay(now)), lte(expiresAt + LONGEST_SESSION)),
    },
    sort: [['activeUntil', 'asc']],
    limit: MAX_BOOKINGS,
    fields: BOOKING_FIELDS,
  })
  const ids = [...new Set(bookings.map(({ sessionId }) => sessionId))]
  const sessions = await store.sessions.find({
    where: { _id: oneOf(ids) },
    limit: MAX_BOOKINGS,
    fields: SESSION_FIELDS,
  })
  const today = sessions.filter(({ startsAt }) => startsAt < expiresAt)
  return {
    now,
    pack: {
      centreId,
      day,
      madeAt: now,
      expiresAt,
      sessions: today.map(session =>
        packSession(
          session,
          bookings.filter(({ sessionId }) => sessionId === session._id),
          day,
        ),
      ),
    },
  }
}

function packSession(
  session: Pick<SessionDocument, '_id' | (typeof SESSION_FIELDS)[number]>,
  bookings: Pick<BookingDocument, '_id' | (typeof BOOKING_FIELDS)[number]>[],
  day: string,
): PackSession {
  const { _id, title, startsAt, endsAt, rules, moves } = session
  return {
    id: _id,
    title,
    startsAt,
    endsAt,
    checkInFrom: startsAt - rules.checkInBefore,
    moves,
    calledOffAt: calledOffAt(session),
    bookings: bookings.map(({ _id, unit, attendees, partySize, secret, checkIn, undone, ...times }) => ({
      id: _id,
      key: dayKeyOf(secret, day),
      partySize,
      names: attendees.map(({ nickname }) => maskName(nickname)),
      cameAt: checkIn?.at ?? null,
      ...(undone ? { undoneAt: undone.at } : {}),
      // A booking of a container has its own times.
      ...(unit ? { times: { startsAt: times.startsAt, endsAt: times.endsAt, checkInFrom: times.checkInFrom } } : {}),
    })),
  }
}
