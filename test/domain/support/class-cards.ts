import type { SessionCard } from '@domain/contracts/views'
import { DAY, HOUR } from '@domain/time'

export const NOW = Date.parse('2026-07-08T10:00:00+08:00')
const RULES: SessionCard['rules'] = {
  opensBefore: null,
  closesBefore: 0,
  cancelBefore: 0,
  maxActive: null,
  partyMax: 4,
  offerFor: HOUR,
  checkInBefore: 0,
  audience: { ageMin: null, ageMax: null, accompanied: 'no' },
}

/** Twenty places, all free, the day after tomorrow. */
export function aCard(change: Partial<SessionCard> = {}, rules: Partial<SessionCard['rules']> = {}): SessionCard {
  return {
    id: 's1',
    kind: 'class',
    offeringId: 'o',
    category: 'children',
    title: '书法',
    centreId: 'c',
    centreName: '中心',
    room: '二楼',
    teacher: '李老师',
    startsAt: NOW + 2 * DAY,
    endsAt: NOW + 2 * DAY + HOUR,
    capacity: 20,
    seatsLeft: 20,
    waiting: 0,
    status: 'open',
    rules: { ...RULES, ...rules },
    series: null,
    ballot: null,
    ...change,
  }
}

/** A draw tomorrow. */
export const BALLOT = { drawAt: NOW + DAY, drawnAt: null, seedHash: null }
