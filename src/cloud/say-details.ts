import { HOUR, sayLength, sayMoment } from '@domain/time'
import { cloudNow } from './clock'

/** Words for the details of errors, of which `messages.ts` makes sentences. */

/** A day and a time, as seen from now. */
export const moment = (ms: number) => sayMoment(ms, cloudNow())

/** From which moments a booking can begin, by the length of a slot: 请从整点或半点开始选. */
export function saySlotStarts(slot: number): string {
  if (slot % HOUR === 0) return '请从整点开始选。'
  return slot === HOUR / 2 ? '请从整点或半点开始选。' : `请按每 ${sayLength(slot)} 来选。`
}

/** What people call the fields that they fill in. */
const FIELDS: Record<string, string> = {
  nickname: '称呼',
  name: '称呼',
  birthMonth: '出生年月',
  guardianConsent: '监护人同意',
  lastFour: '手机尾号',
  reason: '原因',
  note: '回复',
  query: '要找的名字',
  memberIds: '谁来',
  span: '时间',
  people: '人数',
}

/** The name of a field by its path, such as `guest.name`; of the nearest part that has one. */
export function fieldOf(path: string): string {
  const names = path.split('.').reverse()
  return names.map(name => FIELDS[name]).find(name => name !== undefined) ?? '填的内容'
}
