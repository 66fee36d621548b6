import type { CalendarEntry } from './calendar'

/** Downloads a calendar file. False when that failed. */
export async function addToCalendar(entry: CalendarEntry): Promise<boolean> {
  try {
    download(`${entry.id}.ics`, calendarFile(entry))
    return true
  } catch {
    return false
  }
}

/** A moment in iCalendar form: 20261124T060000Z. */
function stamp(ms: number): string {
  return `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
}

/** Text with the special characters of iCalendar escaped. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, sign => `\\${sign}`).replace(/\n/g, '\\n')
}

function calendarFile({ id, title, place, startsAt, endsAt }: CalendarEntry): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//nuanfeng-yijia//ZH',
    'BEGIN:VEVENT',
    `UID:${id}@nuanfeng-yijia`,
    `DTSTAMP:${stamp(startsAt)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(text)}`
  link.download = name
  link.click()
}
