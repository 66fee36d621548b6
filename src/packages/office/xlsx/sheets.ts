import type { TimetableView } from '@domain/contracts/office-timetable'
import { categoryLabel } from '@domain/offerings/kinds'
import type { SessionFigures } from '@domain/office/figures'
import { itemsOf } from '../timetable/items'
import type { SheetData } from './workbook'

/** The figures of sessions, one row each. */
export function figuresSheet(sessions: readonly SessionFigures[]): SheetData {
  return {
    name: '数字',
    columns: [
      { label: '课', width: 28 },
      { label: '类别', width: 16 },
      { label: '开始', width: 18 },
      { label: '名额', width: 8 },
      { label: '约了', width: 8 },
      { label: '来了', width: 8 },
      { label: '约了没来', width: 10 },
      { label: '候补', width: 8 },
      { label: '约出去', width: 10 },
      { label: '到场', width: 10 },
    ],
    rows: [...sessions]
      .sort((a, b) => a.startsAt - b.startsAt)
      .map(({ title, category, startsAt, capacity, booked, came, missed, waiting }) => [
        title,
        categoryLabel(category),
        { at: startsAt },
        capacity,
        booked,
        came,
        missed,
        waiting,
        capacity === 0 ? null : { share: booked / capacity },
        booked === 0 ? null : { share: came / booked },
      ]),
  }
}

const STATES = { open: '已发布', cancelled: '已取消' }

/** A span of the timetable, one row for each session and draft. */
export function timetableSheet(view: TimetableView): SheetData {
  return {
    name: '课表',
    columns: [
      { label: '课', width: 28 },
      { label: '类别', width: 16 },
      { label: '开始', width: 18 },
      { label: '结束', width: 18 },
      { label: '教室', width: 16 },
      { label: '老师', width: 12 },
      { label: '名额', width: 8 },
      { label: '约了', width: 8 },
      { label: '状态', width: 10 },
    ],
    rows: itemsOf(view).map(item => {
      const { title, category, startsAt, endsAt, room, teacher, capacity } = item.of
      return [
        title,
        categoryLabel(category),
        { at: startsAt },
        { at: endsAt },
        room,
        teacher,
        capacity,
        item.type === 'session' ? item.of.taken : null,
        item.type === 'session' ? STATES[item.of.status] : '草稿',
      ]
    }),
  }
}
