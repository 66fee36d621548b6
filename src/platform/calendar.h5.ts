import { type CalendarEntry, calendarFile } from '@domain/share/calendar-file'
import { cloudNow } from '@/cloud/clock'

/** Downloads a calendar file. False when that failed. */
export async function addToCalendar(entry: CalendarEntry): Promise<boolean> {
  try {
    download(`${entry.id}.ics`, calendarFile(entry, cloudNow()))
    return true
  } catch {
    return false
  }
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(text)}`
  link.download = name
  link.click()
}
