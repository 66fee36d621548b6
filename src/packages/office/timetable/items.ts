import type { DraftView, PublishedSession, TimetableView } from '@domain/contracts/office-timetable'
import { isSpace } from '@domain/offerings/kinds'
import { DAY, HOUR, localDate, startOfLocalDay } from '@domain/time'

/** A session or a draft of the timetable. */
export type Item = { type: 'draft'; of: DraftView } | { type: 'session'; of: PublishedSession }

/** A holiday, a workday in its place, or a day on which the centre is closed. */
export type Day = TimetableView['days'][number]

/** What a view of the timetable draws. */
export interface Shown {
  /** Local dates, in order. */
  dates: readonly string[]
  items: readonly Item[]
  days: readonly Day[]
  /** The local date of today. */
  today: string
}

/** All items, by time. */
export function itemsOf({ drafts, sessions }: Pick<TimetableView, 'drafts' | 'sessions'>): Item[] {
  const items: Item[] = [
    ...drafts.map((of): Item => ({ type: 'draft', of })),
    ...sessions.map((of): Item => ({ type: 'session', of })),
  ]
  return items.sort((a, b) => a.of.startsAt - b.of.startsAt || (a.of.id < b.of.id ? -1 : 1))
}

/** A timetable of a span after a draft was saved. */
export function withDraft(view: TimetableView, saved: DraftView, { start, end }: { start: number; end: number }) {
  const isShown = saved.startsAt >= start && saved.startsAt < end
  const others = view.drafts.filter(({ id }) => id !== saved.id)
  return { ...view, drafts: isShown ? [...others, saved] : others }
}

/** The items of a local date. */
export function itemsOn(items: readonly Item[], date: string): Item[] {
  return items.filter(({ of }) => localDate(of.startsAt) === date)
}

/** Longest session that is drawn by its time; longer ones stand above the hours. */
const LONG = 6 * HOUR

/** Whether an item is a day of seats or rooms, which stands above the hours. */
export function isAllDay({ of }: Item): boolean {
  return isSpace(of.kind) || of.endsAt - of.startsAt > LONG
}

/** An item with its lane among those that overlap, from 0, and the number of lanes. */
export interface Laid {
  item: Item
  lane: number
  lanes: number
}

/** Puts the items of one day side by side where they overlap. */
export function layOut(items: readonly Item[]): Laid[] {
  const laid: Laid[] = []
  let group: Laid[] = []
  let groupEnd = 0
  for (const item of items) {
    const { startsAt, endsAt } = item.of
    if (startsAt >= groupEnd) {
      group = []
      groupEnd = 0
    }
    const taken = group.filter(other => other.item.of.endsAt > startsAt).map(({ lane }) => lane)
    let lane = 0
    while (taken.includes(lane)) lane++
    const own: Laid = { item, lane, lanes: 1 }
    group.push(own)
    laid.push(own)
    const lanes = Math.max(...group.map(each => each.lane)) + 1
    for (const each of group) each.lanes = lanes
    groupEnd = Math.max(groupEnd, endsAt)
  }
  return laid
}

/** Local dates of a span that begins at a midnight, epoch ms. */
export function datesFrom(start: number, days: number): string[] {
  return Array.from({ length: days }, (_, n) => localDate(startOfLocalDay(start) + n * DAY))
}
