import type { RouteOutput } from '@domain/contracts'
import { decideSeries } from '@domain/series/decide'
import { MAX_SERIES, remainingOf } from '@domain/series/series'
import { loadAccount } from '../../accounts/account'
import { attendeesOf, partyOf, requireSameParty } from '../../accounts/party'
import { warningsOf } from '../../accounts/warnings'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import { enrolmentIdOf, partIdOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { AccountDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { gt } from '../../kernel/store/port'
import { otherEntries } from '../core/ledger'
import { finishEnrolment } from './finish'
import { enrolmentOpened } from './opened'
import type { Part } from './parts'
import { enrolmentView } from './views'

type Output = RouteOutput<'booking.createSeries'>

/**
 * Books the remaining sessions of a series for a party, all or none, in seven round trips for any number of sessions: read,
 * intent, first claim, other claims, ledger, decision, bookings (docs/decisions/0012-series.md). The id is derived from the
 * request id, so a replay repeats the same steps without effect.
 */
export const createSeries: Handler<'booking.createSeries'> = async (context, { seriesId, memberIds }) => {
  const { store, now } = context
  const enrolmentId = enrolmentIdOf(context)
  const [rows, account, earlier] = await Promise.all([
    store.sessions.find({
      where: { 'series.id': seriesId, startsAt: gt(now) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SERIES,
      fields: SESSION_FIELDS,
    }),
    loadAccount(context),
    store.enrolments.get(enrolmentId),
  ])
  const same = (enrolment: EnrolmentDocument) => {
    // After an erasure the enrolment belongs to nobody; its bookings must not be entered in the ledger of a new account.
    const own = enrolment.accountId === context.accountId
    if (!own || enrolment.seriesId !== seriesId) throw new AppError('REQUEST_REUSED', null)
    requireSameParty(enrolment, memberIds)
    return enrolment
  }
  if (earlier) return resume(context, same(earlier), account)

  const party = partyOf(account, memberIds)
  const sessions = remainingOf(rows, now)
  const active = otherEntries(account, enrolmentId)
  const facts = sessions.map(session => ({ ...session, id: session._id }))
  enforce(decideSeries({ now, sessions: facts, party, active, missed: account.missed, warned: warningsOf(account) }))
  const enrolment = newEnrolment(context, { enrolmentId, seriesId, sessions, attendees: attendeesOf(account, party) })
  if (!(await store.enrolments.insert(enrolment))) {
    const twin = requireFound(await store.enrolments.get(enrolmentId), 'BOOKING_NOT_FOUND')
    return resume(context, same(twin), account)
  }
  return answer(context, enrolment, account, partsOf(enrolment, sessions))
}

/** Continues an enrolment for a retry or a concurrent copy, and first lets the reconciler know that it may die. */
async function resume(context: PersonContext, enrolment: EnrolmentDocument, account: AccountDocument): Promise<Output> {
  const { store, now } = context
  await store.enrolments.update({ _id: enrolment._id }, enrolmentOpened(now))
  return answer(context, enrolment, account)
}

async function answer(
  context: PersonContext,
  open: EnrolmentDocument,
  account: AccountDocument,
  parts?: Part[],
): Promise<Output> {
  const { enrolment, bookings } = await finishEnrolment(context, open, account, parts)
  if (enrolment.refusal) throw new AppError(enrolment.refusal.code, enrolment.refusal.detail)
  return { now: context.now, enrolment: enrolmentView(enrolment, bookings) }
}

interface Enrolling extends Pick<EnrolmentDocument, 'seriesId' | 'attendees'> {
  enrolmentId: string
  sessions: readonly SessionRow[]
}

function newEnrolment(
  context: PersonContext,
  { enrolmentId, seriesId, sessions, attendees }: Enrolling,
): EnrolmentDocument {
  const { accountId, requestId, now } = context
  const { offeringId, title } = requireFound(sessions[0], 'BOOKING_NOT_FOUND')
  return {
    _id: enrolmentId,
    accountId,
    requestId,
    seriesId,
    offeringId,
    title,
    attendees,
    sessions: sessions.map(({ _id: sessionId, moves }) => ({
      sessionId,
      bookingId: partIdOf(context, enrolmentId, sessionId),
      moves,
    })),
    at: now,
    state: 'claiming',
    refusal: null,
    left: null,
    openAt: now,
  }
}

/** The parts of a new enrolment, without claims. */
function partsOf(enrolment: EnrolmentDocument, sessions: readonly SessionRow[]): Part[] {
  return sessions.map((session, at) => ({
    bookingId: requireFound(enrolment.sessions[at], 'BOOKING_NOT_FOUND').bookingId,
    session: { ...session, claim: null },
    movesSeen: session.moves,
  }))
}
