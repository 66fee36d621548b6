import type { Allergies } from '@domain/canteen/allergies'
import { type Member, UNNAMED_SELF } from '@domain/people/members'
import { DAY } from '@domain/time'
import { loadAccount, membersOf } from '../accounts/account'
import { activeBookings } from '../booking/core/list'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument } from '../kernel/store/documents'
import { both, gt, lt, oneOf } from '../kernel/store/port'
import { actingFor, isOfHolder } from './acting'
import { allergiesOf } from './allergies'
import { paysOnline } from './merchant'
import { eldersOf } from './relations'
import { requireSitting, SITTING_FIELDS, sittingRow } from './sitting'
import { sittingView } from './views'

/** A city has some dozens of canteens. */
const MAX_CANTEENS = 100
/** Each has some offerings, and keeps those of earlier years. */
const MAX_OFFERINGS = 1000
/** How far ahead menus are shown. */
const AHEAD = 8 * DAY
/** Lunch and supper of each day. */
const MAX_SITTINGS = 20
/** Among so many latest bookings the last order is looked for. */
const RECENT = 20

/** Lists the coming sittings of a canteen. */
export const listMeals: Handler<'meal.list'> = async (caller, input) => {
  const { context, elderName } = await actingFor(caller, input.relationId)
  const { store, now, accountId } = context
  const isMine = (booking: BookingDocument) => elderName === null || isOfHolder(booking)
  const [offerings, stored, all, recent, elders] = await Promise.all([
    store.offerings.find({ where: { kind: 'meal' }, limit: MAX_OFFERINGS, fields: ['centreId'] }),
    loadAccount(context),
    activeBookings(context, { kind: 'meal', status: 'confirmed' }),
    store.bookings.find({ where: { accountId }, sort: [['activeUntil', 'desc']], limit: RECENT }),
    eldersOf(caller),
  ])
  const account = elderName === null ? stored : { ...stored, members: [seenByHelper(elderName)] }
  const orders = all.filter(isMine)
  const last = [...recent]
    .filter(booking => booking.order && isMine(booking))
    .sort((a, b) => b.createdAt - a.createdAt)[0]
  const centreIds = [...new Set(offerings.map(({ centreId }) => centreId))]
  const rows = await store.centres.find({
    where: { _id: oneOf(centreIds) },
    sort: [['order', 'asc']],
    limit: MAX_CANTEENS,
    fields: ['name', 'phone', 'order'],
  })
  const wanted = [input.centreId, last?.centreId].find(id => rows.some(({ _id }) => _id === id))
  const centreId = wanted ?? rows[0]?._id ?? null
  const [sessions, pays] = centreId
    ? await Promise.all([
        store.sessions.find({
          where: { centreId, kind: 'meal', startsAt: both(gt(now - DAY), lt(now + AHEAD)) },
          sort: [['startsAt', 'asc']],
          limit: MAX_SITTINGS,
          fields: SITTING_FIELDS,
        }),
        paysOnline(context, centreId),
      ])
    : [[], false]
  return {
    now,
    centres: rows.map(({ _id, name, phone }) => ({ id: _id, name, phone })),
    centreId,
    sittings: sessions
      .filter(({ endsAt }) => endsAt > now)
      .flatMap(session => sittingRow(session) ?? [])
      .map(row => sittingView(row, account, orders, pays)),
    members: membersOf(account),
    last: last?.order ?? null,
    elders,
    allergies: ofMembers(allergiesOf(account), membersOf(account)),
  }
}

/** Only of the people who are shown. */
function ofMembers(allergies: Allergies, members: readonly Member[]): Allergies {
  return Object.fromEntries(members.flatMap(({ id }) => (allergies[id] ? [[id, allergies[id]] as const] : [])))
}

/** The person as somebody sees them who orders for them: the age is none of their business. */
function seenByHelper(nickname: string): Member {
  return { ...UNNAMED_SELF, nickname }
}

/** Returns one sitting. */
export const getMeal: Handler<'meal.get'> = async (context, { sessionId }) => {
  const { store, now, accountId } = context
  const [row, account, orders] = await Promise.all([
    requireSitting(store, sessionId, 'none'),
    loadAccount(context),
    store.bookings.find({ where: { sessionId, accountId, status: 'confirmed' }, limit: RECENT }),
  ])
  return {
    now,
    sitting: sittingView(row, account, orders, await paysOnline(context, row.centreId)),
    members: membersOf(account),
  }
}
