import Taro from '@tarojs/taro'

export interface CalendarEntry {
  id: string
  title: string
  place: string
  /** Epoch ms. */
  startsAt: number
  endsAt: number
}

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
