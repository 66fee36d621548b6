import { cancellableUntil } from '@domain/bookings/cancelling'
import type { CaredBooking, CaredChild, Cares } from '@domain/contracts/cares'
import { canShareCare } from '@domain/people/cares'
import { loadAccount } from '../../accounts/account'
import {
  acceptCare,
  actingFor,
  type Care,
  caresOf,
  codeOf,
  currentCarers,
  endCare,
  inviteCarer,
  requireCare,
} from '../../accounts/cares'
import { caredRequestOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { AccountDocument, BookingDocument } from '../../kernel/store/documents'
import { activeBookings, requireOwnBooking } from '../core/list'
import { removeMember } from '../party/change'
import { cancelBooking } from '../single/cancel'
import { createBooking } from '../single/create'

/** Most bookings of one child that are shown. */
const MAX_BOOKINGS = 20

/** Who cares for the children of this household, and the children of others that it cares for. */
export const listCares: Handler<'care.list'> = async context => caresView(context, await loadAccount(context))

/** Makes a code with which one other account may care for a child. */
export const invite: Handler<'care.invite'> = async (context, input) =>
  caresView(context, await inviteCarer(context, input))

/** Uses a code. */
export const accept: Handler<'care.accept'> = async (context, { code }) =>
  caresView(context, await acceptCare(context, code))

/** Ends it, from either side. */
export const end: Handler<'care.end'> = async (context, { careId }) =>
  caresView(context, await endCare(context, careId))

/**
 * Books a class for the child, in the name of its own account: its ledger refuses what overlaps, whoever books. Idempotent: the
 * request has an id of its own in that account. Throws CARE_NOT_FOUND, and what a booking is refused for.
 */
export const book: Handler<'care.book'> = async (context, { careId, sessionId }) => {
  const { owner, member } = await requireCare(context, careId)
  const session = requireFound(await context.store.sessions.get(sessionId, ['kind']), 'SESSION_NOT_FOUND')
  if (session.kind !== 'class') throw new AppError('SESSION_NOT_FOUND', null)
  await createBooking(inName(context, owner, careId), { sessionId, memberIds: [member.id] })
  return caresView(context, await loadAccount(context))
}

/** Cancels for the child: the whole booking, or its place in a party. */
export const cancel: Handler<'care.cancel'> = async (context, { careId, bookingId }) => {
  const { owner, member } = await requireCare(context, careId)
  const acting = inName(context, owner, careId)
  const booking = await requireOwnBooking(acting, bookingId)
  const wasThere = isOf(booking, member.id) || (booking.bookedFor ?? []).includes(member.id)
  if (!wasThere || booking.kind !== 'class') throw new AppError('BOOKING_NOT_FOUND', null)
  // Who has left already has nothing more to cancel; a repetition of the same request comes here too.
  if (isOf(booking, member.id)) {
    if (booking.attendees.length === 1) await cancelBooking(acting, { bookingId })
    else await removeMember(acting, { bookingId, memberId: member.id })
  }
  return caresView(context, await loadAccount(context))
}

function inName(context: PersonContext, owner: AccountDocument, careId: string): PersonContext {
  return actingFor(context, owner._id, caredRequestOf(context, careId, context.requestId))
}

const isOf = ({ attendees }: Pick<BookingDocument, 'attendees'>, memberId: string) =>
  attendees.some(one => one.memberId === memberId)

async function caresView(context: PersonContext, account: AccountDocument): Promise<Cares> {
  const { now } = context
  const children = await Promise.all(
    (await caresOf(context, account)).map(async ({ id, care }): Promise<CaredChild> => {
      if (!care) return { id, nickname: '', ended: 'gone', bookings: [] }
      const { nickname } = care.member
      if (!canShareCare(care.member, now)) return { id, nickname, ended: 'age', bookings: [] }
      return { id, nickname, ended: null, bookings: await bookingsOf(context, care) }
    }),
  )
  const carers = Object.entries(currentCarers(account.carers ?? {}, now))
    .filter(([, { memberId }]) => account.members.some(({ id }) => id === memberId))
    .map(([id, { memberId, name, until, accountId }]) => ({
      id,
      memberId,
      name,
      until: accountId === '' ? until : null,
      code: accountId === '' ? codeOf(context, id) : null,
    }))
  return { now, carers, children }
}

async function bookingsOf(context: PersonContext, { owner, member }: Care): Promise<CaredBooking[]> {
  const rows = await activeBookings(
    actingFor(context, owner._id),
    { kind: 'class', 'attendees.memberId': member.id },
    MAX_BOOKINGS,
  )
  return rows
    .filter(({ status }) => status !== 'cancelled' && status !== 'lapsed')
    .map(booking => {
      const { _id, offeringId, sessionId, title, centreName, room, startsAt, endsAt, status, checkIn } = booking
      return {
        ...{ id: _id, offeringId, sessionId, title, centreName, room, startsAt, endsAt, status },
        cancelUntil: cancellableUntil(booking),
        checkedInAt: checkIn?.at ?? null,
        withOthers: booking.attendees.length > 1,
      }
    })
}
