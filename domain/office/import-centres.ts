import { ADDRESS_LENGTH, COUNTY_LENGTH, NAME_LENGTH, PHONE_LENGTH, WAY_IN_LENGTH } from '../contracts/limits'
import type { Location } from '../places/geo'
import type { DayHours } from '../places/opening-hours'
import { cleanText, lengthOf } from '../text'
import { nameKey } from '../typed'

/** A centre of a spreadsheet. */
export interface ImportedCentre {
  county: string
  name: string
  address: string
  phone: string
  location: Location
  week: DayHours[]
  facilities: string[]
  wayIn: string
}

/** The columns of the template, in order. */
export const CENTRE_COLUMNS = [
  { label: '县区', example: '江川区' },
  { label: '名称', example: '碧溪社区党群服务中心' },
  { label: '地址', example: '江川区大街街道碧溪路 8 号' },
  { label: '电话', example: '0877-5550102' },
  { label: '经度', example: '102.75' },
  { label: '纬度', example: '24.29' },
  { label: '开放时间', example: '08:00-21:00' },
  { label: '有什么', example: '饮水、充电' },
  { label: '从哪进', example: '东门进' },
] as const

/** A cell that is wrong. */
export interface CellFault {
  /** As the spreadsheet counts, from 1. */
  row: number
  column: string
  why: string
}

/** What a spreadsheet of centres holds: all centres, or what is wrong with its cells. */
export interface ReadCentres {
  centres: ImportedCentre[]
  faults: CellFault[]
}

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6]

/** Minutes after midnight of both ends of `08:00-21:00`; null: it is no such span. */
function hoursOf(text: string): { opens: number; closes: number } | null {
  const found = /^(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：](\d{2})$/.exec(text)
  if (!found) return null
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number)
  const [opens, closes] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
  const isTime = fromHour < 24 && fromMinute < 60 && toMinute < 60 && closes <= 1440
  return isTime ? { opens, closes } : null
}

/**
 * Reads the rows of a spreadsheet, as text. A first row of headings and empty rows are passed over. `county`: the only county
 * that may occur; null: any. Pure.
 */
export function readCentres(rows: readonly (readonly string[])[], county: string | null): ReadCentres {
  const centres: ImportedCentre[] = []
  const faults: CellFault[] = []
  const seen = new Map<string, number>()
  for (const [n, raw] of rows.entries()) {
    const cells = CENTRE_COLUMNS.map((_, column) => cleanText(raw[column] ?? '').replace(/\s+/g, ' '))
    const isHeading = n === 0 && cells[0] === CENTRE_COLUMNS[0].label
    if (isHeading || cells.every(cell => cell === '')) continue
    const row = n + 1
    const before = faults.length
    const wrong = (column: number, why: string) =>
      faults.push({ row, column: CENTRE_COLUMNS[column]?.label ?? '', why })
    const [of = '', name = '', address = '', phone = '', east = '', north = '', hours = '', has = '', wayIn = ''] =
      cells
    const needed = (column: number, text: string, longest: number) => {
      if (text === '') wrong(column, '没有写')
      else if (lengthOf(text) > longest) wrong(column, `最多 ${longest} 个字`)
    }
    needed(0, of, COUNTY_LENGTH)
    needed(1, name, NAME_LENGTH)
    needed(2, address, ADDRESS_LENGTH)
    needed(3, phone, PHONE_LENGTH)
    if (of !== '' && county !== null && of !== county) wrong(0, `只能是${county}`)
    if (phone !== '' && !/^[\d+][\d -]{2,}$/.test(phone)) wrong(3, '要写电话号码，如 0877-5550102')
    const degrees = (column: number, text: string, most: number) => {
      const value = Number(text)
      if (text === '' || !Number.isFinite(value) || Math.abs(value) > most) wrong(column, '要写数字，如 102.75')
      return value
    }
    const location = { longitude: degrees(4, east, 180), latitude: degrees(5, north, 90) }
    const span = hoursOf(hours)
    if (!span) wrong(6, '要写成 08:00-21:00')
    const facilities = [...new Set(has.split(/[、,，;；\s]+/).filter(part => part !== ''))]
    if (facilities.some(part => lengthOf(part) > 12)) wrong(7, '每样最多 12 个字，用顿号隔开')
    if (lengthOf(wayIn) > WAY_IN_LENGTH) wrong(8, `最多 ${WAY_IN_LENGTH} 个字`)
    const key = `${of} ${nameKey(name)}`
    const earlier = seen.get(key)
    if (name !== '' && earlier !== undefined) wrong(1, `和第 ${earlier} 行重复`)
    seen.set(key, row)
    if (faults.length > before || !span) continue
    const week = WEEKDAYS.map(weekday => ({ weekday, ...span }))
    centres.push({ county: of, name, address, phone, location, week, facilities, wayIn })
  }
  return { centres, faults }
}
