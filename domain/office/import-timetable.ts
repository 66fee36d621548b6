import {
  MAX_CAPACITY,
  MAX_IMPORTED_CLASSES,
  MAX_IMPORTED_NAMES,
  MAX_IMPORTED_SESSIONS,
  ROOM_LENGTH,
  TEACHER_LENGTH,
  TITLE_LENGTH,
} from '../contracts/limits'
import { CLASS_CATEGORIES, type ClassCategory } from '../offerings/kinds'
import { LONGEST_SESSION } from '../sessions/change'
import { cleanText, lengthOf } from '../text'
import { atLocal, DAY, localDate, MINUTE } from '../time'
import { nameKey } from '../typed'
import type { CellFault } from './import-centres'
import { PRESETS, type Preset } from './offering-form'

/** The columns of the template, in order. */
export const TIMETABLE_COLUMNS = [
  { label: '课', example: '书法小课桌' },
  { label: '类别', example: '儿童特色课堂' },
  { label: '怎么约', example: '先到先得' },
  { label: '日期', example: '2026-12-05' },
  { label: '开始', example: '14:30' },
  { label: '结束', example: '16:00' },
  { label: '教室', example: '二楼小课桌' },
  { label: '老师', example: '李老师' },
  { label: '名额', example: '20' },
  { label: '预留', example: '2' },
] as const
const [TITLE, CATEGORY, PRESET, DATE, STARTS, ENDS, ROOM, TEACHER, CAPACITY, RESERVE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Ways of giving places away that a spreadsheet can name: those of classes, each session for itself. */
export const IMPORT_PRESETS = PRESETS.filter(({ isForSpaces, series }) => !isForSpaces && series === null)
export type ImportPreset = Preset['id']

/** A class of a spreadsheet; rooms and teachers are positions in the list of names. */
export interface ImportedClass {
  title: string
  /** Null: the centre has this class already. */
  category: ClassCategory | null
  preset: ImportPreset
  room: number
  teacher: number
  minutes: number
  capacity: number
  reserve: number
}

/** A session of a spreadsheet: of which class, and its own room and teacher, as positions. */
export interface ImportedSession {
  class: number
  room: number
  teacher: number
  startsAt: number
  endsAt: number
  capacity: number
  reserve: number
}

/** What a spreadsheet of a timetable holds: all of it, or what is wrong with its cells. Names stand once: a whole month fits into one call. */
export interface ReadTimetable {
  names: string[]
  classes: ImportedClass[]
  sessions: ImportedSession[]
  faults: CellFault[]
}

/** What is known of the centre, and when. */
export interface TimetableKnown {
  now: number
  /** Its classes. */
  offerings: readonly { title: string; archived: boolean }[]
}

/** The first day of spreadsheets (1899-12-30), as they number days. */
const DAY_ZERO = Date.UTC(1899, 11, 30)

/** A local date from `2026-12-05`, `2026/12/5`, `2026年12月5日` or the number of a day; null: it is none. */
function dateOf(text: string): string | null {
  const serial = /^\d{5}(\.0+)?$/.test(text) ? new Date(DAY_ZERO + Math.trunc(Number(text)) * DAY) : null
  if (serial) return serial.toISOString().slice(0, 10)
  const [, year = '', month = '', day = ''] = /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = atLocal(date)
  // The 30th of February would be another day.
  return !Number.isNaN(moment) && localDate(moment) === date ? date : null
}

/** Minutes after midnight from `14:30` or the part of a day; null: it is no time. */
function minuteOf(text: string): number | null {
  if (/^0?\.\d+$/.test(text)) return Math.round(Number(text) * 24 * 60)
  const [, hour = '', minute = ''] = /^(\d{1,2})[:：](\d{2})(?::00)?$/.exec(text) ?? []
  return hour === '' || Number(hour) > 24 || Number(minute) > 59 ? null : Number(hour) * 60 + Number(minute)
}

const CATEGORY_OF = new Map<string, ClassCategory>(
  CLASS_CATEGORIES.flatMap(({ id, label, short }) => [[label, id] as const, [short, id] as const]),
)
const PRESET_OF = new Map<string, ImportPreset>(IMPORT_PRESETS.map(({ id, label }) => [label, id]))

/**
 * Reads the rows of a spreadsheet, as text: one session each. A first row of headings and empty rows are passed over. What a class is like
 * follows from its first row. Pure.
 */
export function readTimetable(rows: readonly (readonly string[])[], { now, offerings }: TimetableKnown): ReadTimetable {
  const read: ReadTimetable = { names: [], classes: [], sessions: [], faults: [] }
  const known = new Map(offerings.map(({ title, archived }) => [nameKey(title), archived]))
  for (const { title, archived } of offerings) if (!archived) known.set(nameKey(title), false)
  const seen = new Map<string, number>()
  const places = new Map<string, number>()
  const nameAt = (text: string) => {
    const place = places.get(text) ?? read.names.push(text) - 1
    places.set(text, place)
    return place
  }
  const classes = new Map<string, { at: number; category: string }>()
  for (const [n, raw] of rows.entries()) {
    const cells = TIMETABLE_COLUMNS.map((_, column) => cleanText(raw[column] ?? '').replace(/\s+/g, ' '))
    const cell = (column: number) => cells[column] ?? ''
    const isHeading = n === 0 && cell(TITLE) === TIMETABLE_COLUMNS[0].label
    if (isHeading || cells.every(text => text === '')) continue
    const row = n + 1
    const before = read.faults.length
    const wrong = (column: number, why: string) =>
      read.faults.push({ row, column: TIMETABLE_COLUMNS[column]?.label ?? '', why })
    const short = (column: number, most: number) => {
      if (lengthOf(cell(column)) > most) wrong(column, `最多 ${most} 个字`)
    }
    const whole = (column: number, least: number, most: number, empty: number | null) => {
      const text = cell(column)
      if (text === '' && empty !== null) return empty
      const value = Number(text)
      if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value
      wrong(column, `要写 ${least} 到 ${most} 的整数`)
      return Number.NaN
    }
    const title = cell(TITLE)
    const key = nameKey(title)
    if (title === '') wrong(TITLE, '没有写')
    short(TITLE, TITLE_LENGTH)
    if (known.get(key)) wrong(TITLE, '这门课已经停了，先在「课程」里恢复')
    const category = CATEGORY_OF.get(cell(CATEGORY)) ?? null
    const earlier = classes.get(key)
    if (cell(CATEGORY) !== '' && category === null)
      wrong(CATEGORY, `要写其中一个：${CLASS_CATEGORIES.map(({ label }) => label).join('、')}`)
    else if (category === null && title !== '' && !known.has(key) && !earlier) wrong(CATEGORY, '新课要写类别')
    else if (earlier && cell(CATEGORY) !== '' && cell(CATEGORY) !== earlier.category)
      wrong(CATEGORY, '同一门课前面写的是别的类别')
    const preset = cell(PRESET) === '' ? 'first-come' : PRESET_OF.get(cell(PRESET))
    if (!preset) wrong(PRESET, `要写其中一个：${[...PRESET_OF.keys()].join('、')}`)
    const date = dateOf(cell(DATE))
    if (date === null) wrong(DATE, '要写成 2026-12-05')
    const [starts, ends] = [minuteOf(cell(STARTS)), minuteOf(cell(ENDS))]
    if (starts === null) wrong(STARTS, '要写成 14:30')
    if (ends === null) wrong(ENDS, '要写成 16:00')
    if (starts !== null && ends !== null && ends <= starts) wrong(ENDS, '要比开始晚')
    short(ROOM, ROOM_LENGTH)
    short(TEACHER, TEACHER_LENGTH)
    const capacity = whole(CAPACITY, 1, MAX_CAPACITY, null)
    const reserve = whole(RESERVE, 0, MAX_CAPACITY, 0)
    if (reserve > capacity) wrong(RESERVE, '不能比名额多')
    const startsAt = date === null || starts === null ? null : atLocal(date, starts)
    if (startsAt !== null && startsAt <= now) wrong(DATE, '已经过了')
    const session = `${key} ${startsAt}`
    const same = seen.get(session)
    if (same !== undefined && startsAt !== null) wrong(STARTS, `和第 ${same} 行重复`)
    else seen.set(session, row)
    if (read.faults.length > before || startsAt === null || starts === null || ends === null || !preset) continue
    const own = {
      room: nameAt(cell(ROOM)),
      teacher: nameAt(cell(TEACHER)),
      capacity,
      reserve,
    }
    const minutes = ends - starts
    const at =
      earlier?.at ??
      read.classes.push({ title, category: known.has(key) ? null : category, preset, minutes, ...own }) - 1
    if (!earlier) classes.set(key, { at, category: cell(CATEGORY) })
    read.sessions.push({ class: at, ...own, startsAt, endsAt: startsAt + Math.min(minutes * MINUTE, LONGEST_SESSION) })
    const tooMany =
      read.sessions.length > MAX_IMPORTED_SESSIONS
        ? `一张表最多 ${MAX_IMPORTED_SESSIONS} 场`
        : read.classes.length > MAX_IMPORTED_CLASSES
          ? `一张表最多 ${MAX_IMPORTED_CLASSES} 门课`
          : read.names.length > MAX_IMPORTED_NAMES
            ? `一张表的教室和老师最多 ${MAX_IMPORTED_NAMES} 个`
            : null
    if (tooMany !== null) {
      wrong(TITLE, `${tooMany}，剩下的另存一张`)
      return read
    }
  }
  return read
}
