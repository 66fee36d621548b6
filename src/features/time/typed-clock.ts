import { atLocal, localClock } from '@domain/time'
import { digitsIn } from '@domain/typed'

const DIGITS = 4

/** The moment of a local day and a typed time of day (`HHmm`), epoch ms; null while these are no time of day. */
export function momentOf(day: string, typed: string): number | null {
  const digits = digitsIn(typed)
  const [hour, minute] = [Number(digits.slice(0, 2)), Number(digits.slice(2))]
  return digits.length === DIGITS && hour < 24 && minute < 60 ? atLocal(day, hour * 60 + minute) : null
}

/** A time of day as it is typed: 1430. */
export function typedClock(at: number): string {
  return localClock(at).replace(':', '')
}
