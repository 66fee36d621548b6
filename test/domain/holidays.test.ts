import { specialDay } from '@domain/office/holidays'
import { atLocal, DAY, localDate } from '@domain/time'

/** As announced by the State Council for 2026; of 2027 the days of the law alone. */
const DAYS: [name: string, from: string, to: string, ...works: string[]][] = [
  ['元旦', '2026-01-01', '2026-01-03', '2026-01-04'],
  ['春节', '2026-02-15', '2026-02-23', '2026-02-14', '2026-02-28'],
  ['清明节', '2026-04-04', '2026-04-06'],
  ['劳动节', '2026-05-01', '2026-05-05', '2026-05-09'],
  ['端午节', '2026-06-19', '2026-06-21'],
  ['中秋节', '2026-09-25', '2026-09-27'],
  ['国庆节', '2026-10-01', '2026-10-07', '2026-09-20', '2026-10-10'],
  ['元旦', '2027-01-01', '2027-01-01'],
  ['春节', '2027-02-05', '2027-02-08'],
  ['清明节', '2027-04-05', '2027-04-05'],
  ['劳动节', '2027-05-01', '2027-05-02'],
  ['端午节', '2027-06-09', '2027-06-09'],
  ['中秋节', '2027-09-15', '2027-09-15'],
  ['国庆节', '2027-10-01', '2027-10-03'],
]

test('each day of two years is a holiday, a worked weekend day, or neither', () => {
  for (let day = atLocal('2025-12-25'); day < atLocal('2028-01-05'); day += DAY) {
    const date = localDate(day)
    const off = DAYS.find(([, from, to]) => from <= date && date <= to)
    const work = DAYS.find(([, , , ...works]) => works.includes(date))
    const expected = off ? { kind: 'holiday', name: off[0] } : work ? { kind: 'workday', name: work[0] } : null
    expect([date, specialDay(date)]).toEqual([date, expected])
  }
})
