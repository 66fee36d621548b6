import type { CalendarEntry } from '@domain/share/calendar-file'
import Taro from '@tarojs/taro'

/** Adds an entry to the phone's calendar. False when that failed. A browser downloads a calendar file: `calendar.h5.ts`. */
export async function addToCalendar({ title, place, startsAt, endsAt }: CalendarEntry): Promise<boolean> {
  try {
    await Taro.addPhoneCalendar({
      title,
      startTime: startsAt / 1000,
      endTime: String(endsAt / 1000),
      location: place,
      alarm: true,
      alarmOffset: 3600,
    })
    return true
  } catch {
    return false
  }
}
