import { HOUR } from '../time'

/** What stands in a calendar. */
export interface CalendarEntry {
  /** The same for one thing at every time: a calendar replaces the entry when a file comes again. */
  id: string
  title: string
  place: string
  /** Epoch ms. */
  startsAt: number
  endsAt: number
}

/** How long before the start a calendar reminds, ms: as the phone does. */
const REMIND_BEFORE = HOUR

/** Longest line without its break, in bytes (RFC 5545, 3.1). */
const LINE_BYTES = 75

/**
 * A file of one entry that calendars import (RFC 5545). Moments are in UTC, so that they are right in every zone. `now`, epoch ms: of
 * two files of one entry, such as before and after the session was moved, calendars keep the later one.
 */
export function calendarFile({ id, title, place, startsAt, endsAt }: CalendarEntry, now: number): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//nuanfeng-yijia//ZH',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@nuanfeng-yijia`,
    `SEQUENCE:${Math.floor(now / 1000)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-PT${REMIND_BEFORE / HOUR}H`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
}

/** A moment in iCalendar form: 20261124T060000Z. */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
}

/** Text with the special characters of iCalendar escaped; other control characters would end the line. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, sign => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')
}

/** A line in parts of at most 75 bytes, which begin with a space from the second on; no character is divided. */
function folded(line: string): string {
  let [text, bytes] = ['', 0]
  for (const character of line) {
    const size = bytesOf(character)
    if (bytes + size > LINE_BYTES) {
      text += '\r\n '
      bytes = 1
    }
    text += character
    bytes += size
  }
  return text
}

/** How long a character is in UTF-8. */
function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return 1 + [0x80, 0x800, 0x10000].filter(bound => point >= bound).length
}
