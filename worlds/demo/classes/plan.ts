import type { ClassCategory } from '@domain/offerings/kinds'
import type { Audience, BookingRules } from '@domain/offerings/rules'
import type { SeriesMode } from '@domain/series/series'
import { DAY, HOUR, MINUTE } from '@domain/time'

/** A class of the demo world and its weekly rhythm. The teachers are made up. */
export interface ClassPlan {
  id: string
  centreId: string
  category: ClassCategory
  title: string
  summary: string
  /** What to bring; empty when nothing. */
  bring: string
  teacher: { name: string; intro: string }
  room: string
  capacity: number
  /** Places kept for people at the counter and on the phone. */
  reserve: number
  /** The demand: decides how many demo households have booked. */
  demand: 'quiet' | 'steady' | 'popular' | 'rush'
  rules: BookingRules
  rhythm: Rhythm[]
  /** Its sessions of one week, Monday first, are one series. */
  weekly?: SeriesMode
}

interface Rhythm {
  /** Weekdays, 0 = Sunday. */
  on: number[]
  /** Local clock time, `HH:mm`. */
  at: string
  minutes: number
}

const BASE: Omit<BookingRules, 'audience'> = {
  opensBefore: null,
  closesBefore: 30 * MINUTE,
  cancelBefore: 2 * HOUR,
  offerFor: 30 * MINUTE,
  maxActive: null,
  partyMax: 1,
  checkInBefore: 30 * MINUTE,
}

type Change = Partial<Omit<BookingRules, 'audience'>>

const rules = (audience: Audience, change: Change): BookingRules => ({ ...BASE, ...change, audience })

/** For siblings; three upcoming classes per child, so that more children get a place. */
export const forChildren = (ageMin: number, ageMax: number, change: Change = {}): BookingRules =>
  rules(
    { ageMin, ageMax, accompanied: 'no' },
    { closesBefore: HOUR, cancelBefore: 4 * HOUR, maxActive: 3, partyMax: 2, ...change },
  )

/** A child within the ages with at least one adult. */
export const forFamilies = (ageMin: number, ageMax: number, change: Change = {}): BookingRules =>
  rules(
    { ageMin, ageMax, accompanied: 'together' },
    { closesBefore: HOUR, cancelBefore: 4 * HOUR, partyMax: 4, ...change },
  )

/** Night school: opens two weeks ahead, one place each. */
export const forYouth = (change: Change = {}): BookingRules =>
  rules(
    { ageMin: 18, ageMax: 45, accompanied: 'no' },
    { opensBefore: 14 * DAY, cancelBefore: 6 * HOUR, maxActive: 3, ...change },
  )

/** For people from an age on; couples may come together. */
export const forSeniors = (ageMin: number, change: Change = {}): BookingRules =>
  rules({ ageMin, ageMax: null, accompanied: 'no' }, { partyMax: 2, ...change })

/** For everybody. */
export const forAll = (change: Change = {}): BookingRules =>
  rules({ ageMin: null, ageMax: null, accompanied: 'no' }, { partyMax: 4, ...change })
