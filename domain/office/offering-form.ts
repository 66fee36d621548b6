import type { Layout } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'
import type { SeatPlan } from '../offerings/seat-plan'
import type { SeriesMode } from '../series/series'
import { DAY, HOUR, MINUTE } from '../time'

/** What a session of an offering is like unless its draft says otherwise. */
export interface OfferingPlan {
  room: string
  /** How long a session lasts. */
  minutes: number
  /** Ignored where there is a layout. */
  capacity: number
  reserve: number
  rules: BookingRules
  /** Units and time grid of a space; null: places are only counted. */
  layout: Layout | null
  /** Where the units stand in the room; null or absent: they are only listed. */
  map?: SeatPlan | null
  /** Sessions that are repeated together are one series, booked in this way; null: each for itself. */
  series: SeriesMode | null
}

/** A way of giving places away that a manager chooses by name; every field can be changed afterwards. */
export interface Preset {
  id: 'first-come' | 'ballot' | 'whole-series' | 'drop-in' | 'seats' | 'rooms' | 'berths'
  label: string
  note: string
  /** For classes and meals, or for spaces. */
  isForSpaces: boolean
  rules: BookingRules
  series: SeriesMode | null
}

const ALL = { ageMin: null, ageMax: null, accompanied: 'no' } as const

const BASE: BookingRules = {
  opensBefore: 7 * DAY,
  closesBefore: 30 * MINUTE,
  cancelBefore: 2 * HOUR,
  maxActive: 3,
  partyMax: 2,
  offerFor: 30 * MINUTE,
  graceMs: null,
  checkInBefore: 30 * MINUTE,
  audience: ALL,
  ballot: null,
}

const SPACE: BookingRules = { ...BASE, closesBefore: 0, cancelBefore: HOUR, partyMax: 1, checkInBefore: 15 * MINUTE }

/** All presets, in display order. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'first-come',
    label: '先到先得',
    note: '开放后谁先约到是谁的，满了可以候补',
    isForSpaces: false,
    rules: BASE,
    series: null,
  },
  {
    id: 'ballot',
    label: '抽签',
    note: '先登记，到时间公开抽签，没抽中的按顺序候补',
    isForSpaces: false,
    rules: { ...BASE, closesBefore: HOUR, cancelBefore: 4 * HOUR, ballot: { drawBefore: 2 * DAY } },
    series: null,
  },
  {
    id: 'whole-series',
    label: '整期',
    note: '一次约上整期，从头跟到尾',
    isForSpaces: false,
    rules: { ...BASE, opensBefore: 14 * DAY },
    series: 'whole',
  },
  {
    id: 'drop-in',
    label: '自由进出',
    note: '随时能约，开始以后也能来',
    isForSpaces: false,
    rules: { ...BASE, opensBefore: null, closesBefore: 0, cancelBefore: 0, maxActive: null, partyMax: 4 },
    series: null,
  },
  {
    id: 'seats',
    label: '按座位、按时段',
    note: '选座位和时间，20 分钟没到就放给别人',
    isForSpaces: true,
    rules: { ...SPACE, closesBefore: -15 * MINUTE, cancelBefore: 0, graceMs: 20 * MINUTE },
    series: null,
  },
  {
    id: 'rooms',
    label: '整间预约',
    note: '一间一次约给一家人或一个小组',
    isForSpaces: true,
    rules: { ...SPACE, opensBefore: 14 * DAY, maxActive: 2, partyMax: 10 },
    series: null,
  },
  {
    id: 'berths',
    label: '当天床位',
    note: '当天约，10 分钟没到就放给别人',
    isForSpaces: true,
    rules: {
      ...SPACE,
      opensBefore: DAY,
      closesBefore: -20 * MINUTE,
      cancelBefore: 0,
      maxActive: 1,
      graceMs: 10 * MINUTE,
    },
    series: null,
  },
]
