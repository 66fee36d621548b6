import { checkPerson } from '@domain/bookings/rules/audience'
import { checkStanding } from '@domain/bookings/rules/standing'
import type { StationCard } from '@domain/contracts/stations'
import type { MemberChoice } from '@domain/contracts/views'
import { SPACE_CATEGORIES, SPACE_KINDS, type SpaceKind } from '@domain/offerings/kinds'
import { LONGEST_SESSION } from '@domain/sessions/change'
import { atLocal, DAY, startOfLocalDay } from '@domain/time'
import { loadAccount, membersOf } from '../accounts/account'
import { warningFor } from '../accounts/standing'
import { warningsOf } from '../accounts/warnings'
import { activeBookings } from '../booking/core/list'
import { bookingViews } from '../booking/core/views'
import { offeringView, SESSION_FIELDS, sessionCard } from '../catalogue/session-views'
import { asContainer, SPACE_FIELDS, type SpaceRow, spaceCard, spaceCards, spaceDay } from '../catalogue/space-views'
import { isOfDay } from '../catalogue/touching'
import type { Context } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { both, gt, gte, lt } from '../kernel/store/port'
import { STATION_CARD_FIELDS, stationCard } from '../stations/views'

/** Days on the page of a space. */
const MAX_DAYS = 30
/** Rows per page. */
const PAGE = 20
/** Stations of a centre on the page of its berths. */
const MAX_STATIONS = 5

/**
 * Lists spaces on one day; today with those that are going on since the day before. Reads one page per kind
 * concurrently, each from its own index, and merges them in order.
 */
export const listSpaces: Handler<'space.list'> = async ({ store, now }, { category, centreId, date, after }) => {
  const today = startOfLocalDay(now)
  const dayStart = date === undefined ? today : atLocal(date)
  const from = dayStart === today ? dayStart - LONGEST_SESSION : dayStart
  const kinds = kindsOf(category)
  const pages = await Promise.all(
    kinds.map(kind =>
      findPage(store.sessions, {
        where: {
          kind,
          ...(centreId === undefined ? {} : { centreId }),
          ...(category === undefined ? {} : { category }),
          endsAt: gt(dayStart),
        },
        by: 'startsAt',
        direction: 'asc',
        from,
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
  const shown = items.filter(row => isOfDay(row, dayStart, now))
  return { now, items: spaceCards(shown, now), next: more && last ? `${last.startsAt}_${last._id}` : null }
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
  const coming = { startsAt: gte(today - LONGEST_SESSION), endsAt: gt(today) }
  const wanted = date === undefined ? coming : { startsAt: both(gte(atLocal(date)), lt(atLocal(date) + DAY)) }
  const [offering, days, rows, account, bookings] = await Promise.all([
    store.offerings.get(offeringId),
    store.sessions.find({
      where: { offeringId, ...coming },
      sort: [['startsAt', 'asc']],
      limit: MAX_DAYS,
      fields: SESSION_FIELDS,
    }),
    // Without a requested date: what is going on since yesterday, today or, if today is over, the next day.
    store.sessions.find({
      where: { offeringId, ...wanted },
      sort: [['startsAt', 'asc']],
      limit: 3,
      fields: SPACE_FIELDS,
    }),
    loadAccount(context),
    activeBookings(context, { offeringId }),
  ])
  const own = new Set(Object.keys(account.ledger))
  const shown = (row: { startsAt: number; endsAt: number }) => isOfDay(row, today, now)
  const containers = rows.filter(row => date !== undefined || shown(row)).flatMap(row => asContainer(row) ?? [])
  const day = containers.find(row => spaceCard(row, now).free.left > 0 || row.startsAt > now) ?? containers[0]
  const known = requireFound(offering, 'OFFERING_NOT_FOUND')
  const [views, stations] = await Promise.all([
    bookingViews(store, bookings),
    known.kind === 'berth' ? stationsOf(context, known.centreId) : [],
  ])
  return {
    now,
    offering: offeringView(known),
    days: days.filter(shown).map(sessionCard),
    day: day ? spaceDay(day, own, known.plan?.map ?? null, now) : null,
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
