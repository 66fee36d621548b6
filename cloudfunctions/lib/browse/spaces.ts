import { checkPerson } from '@domain/bookings/rules/audience'
import { checkStanding } from '@domain/bookings/rules/standing'
import type { StationCard } from '@domain/contracts/stations'
import type { MemberChoice } from '@domain/contracts/views'
import { SPACE_CATEGORIES, SPACE_KINDS, type SpaceKind } from '@domain/offerings/kinds'
import { atLocal, DAY, startOfLocalDay } from '@domain/time'
import { loadAccount, membersOf } from '../accounts/account'
import { warningFor } from '../accounts/standing'
import { warningsOf } from '../accounts/warnings'
import { activeBookings } from '../booking/core/list'
import { bookingViews } from '../booking/core/views'
import { offeringView, SESSION_FIELDS, sessionCard } from '../catalogue/session-views'
import { asContainer, SPACE_FIELDS, type SpaceRow, spaceCard, spaceCards, spaceDay } from '../catalogue/space-views'
import type { Context } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { both, gte, lt } from '../kernel/store/port'
import { STATION_CARD_FIELDS, stationCard } from '../stations/views'

/** Days on the page of a space. */
const MAX_DAYS = 30
/** Rows per page. */
const PAGE = 20
/** Stations of a centre on the page of its berths. */
const MAX_STATIONS = 5

/** Lists spaces on one day. Reads one page per kind concurrently, each from its own index, and merges them in order. */
export const listSpaces: Handler<'space.list'> = async ({ store, now }, { category, centreId, date, after }) => {
  const dayStart = date === undefined ? startOfLocalDay(now) : atLocal(date)
  const kinds = kindsOf(category)
  const pages = await Promise.all(
    kinds.map(kind =>
      findPage(store.sessions, {
        where: {
          kind,
          ...(centreId === undefined ? {} : { centreId }),
          ...(category === undefined ? {} : { category }),
        },
        by: 'startsAt',
        direction: 'asc',
        from: dayStart,
        to: dayStart + DAY,
        after,
        fields: SPACE_FIELDS,
      }),
    ),
  )
  const rows = pages.flatMap(({ items }) => items).sort((a, b) => a.startsAt - b.startsAt || (a._id < b._id ? -1 : 1))
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  const more = rows.length > PAGE || pages.some(({ next }) => next !== null)
  return { now, items: spaceCards(items, now), next: more && last ? `${last.startsAt}_${last._id}` : null }
}

function kindsOf(category: string | undefined): readonly SpaceKind[] {
  const row = SPACE_CATEGORIES.find(({ id }) => id === category)
  return row ? [row.kind] : SPACE_KINDS
}

/**
 * Returns a space with one day in detail. One round of reads, because days contain the centre's fields; for berths one
 * more, for the stations of the centre.
 */
export const getSpace: Handler<'space.get'> = async (context, { offeringId, date }) => {
  const { store, now } = context
  const today = startOfLocalDay(now)
  const wanted = date === undefined ? gte(today) : both(gte(atLocal(date)), lt(atLocal(date) + DAY))
  const [offering, days, rows, account, bookings] = await Promise.all([
    store.offerings.get(offeringId),
    store.sessions.find({
      where: { offeringId, startsAt: gte(today) },
      sort: [['startsAt', 'asc']],
      limit: MAX_DAYS,
      fields: SESSION_FIELDS,
    }),
    // Without a requested date: today or, if today is over, the next day.
    store.sessions.find({
      where: { offeringId, startsAt: wanted },
      sort: [['startsAt', 'asc']],
      limit: 2,
      fields: SPACE_FIELDS,
    }),
    loadAccount(context),
    activeBookings(context, { offeringId }),
  ])
  const own = new Set(Object.keys(account.ledger))
  const containers = rows.flatMap(row => asContainer(row) ?? [])
  const day = containers.find(row => spaceCard(row, now).free.left > 0 || row.startsAt > now) ?? containers[0]
  const known = requireFound(offering, 'OFFERING_NOT_FOUND')
  const [views, stations] = await Promise.all([
    bookingViews(store, bookings),
    known.kind === 'berth' ? stationsOf(context, known.centreId) : [],
  ])
  return {
    now,
    offering: offeringView(known),
    days: days.map(sessionCard),
    day: day ? spaceDay(day, own, now) : null,
    members: day ? choices(account, day, now) : [],
    bookings: views,
    stations,
  }
}

/** The rest stations of a centre, which need no booking. */
async function stationsOf({ store }: Context, centreId: string): Promise<StationCard[]> {
  const rows = await store.stations.find({
    where: { centreId },
    sort: [['order', 'asc']],
    limit: MAX_STATIONS,
    fields: STATION_CARD_FIELDS,
  })
  return rows.map(row => stationCard(row, undefined))
}

function choices(account: AccountDocument, { rules, startsAt }: SpaceRow, now: number): MemberChoice[] {
  return membersOf(account).map(member => ({
    member,
    refusal:
      checkPerson(member, rules.audience, startsAt) ??
      checkStanding([member], account.missed, now, warningsOf(account)),
    ...warningFor(account, member.id, now),
  }))
}
