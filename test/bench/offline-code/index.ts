import { inJest } from '../in-jest'
import { type Bench, type Figure, median, percentile } from '../report'

const SIZES = [200, 1000]
const MOST_MS = 20

/** How long the built mini-program takes from a code to its verdict, with a day's roster and without network. */
export const offlineCode: Bench = async () => {
  const measured = inJest('phone')
  return SIZES.flatMap(bookings => figuresOf(bookings, measured.get(String(bookings)) ?? {}))
}

function figuresOf(bookings: number, measured: Record<string, number[]>): Figure[] {
  return Object.entries(measured).flatMap(([kind, times]): Figure[] => {
    const what = `${kind}, ${bookings} bookings on the phone`
    if (times.length === 1) return [{ what: `${what}, nothing done ahead`, value: median(times), unit: 'ms' }]
    return [
      { what: `${what}, median`, value: median(times), unit: 'ms', max: MOST_MS },
      { what: `${what}, 95 of 100`, value: percentile(times, 0.95), unit: 'ms' },
    ]
  })
}
