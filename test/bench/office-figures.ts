import { CLASS_CATEGORIES } from '@domain/offerings/kinds'
import { countPeople } from '@domain/office/people'
import { monthFigures, monthsOf } from '@domain/office/roll-up'
import { atLocal, DAY, HOUR, localDate, startOfLocalDay } from '@domain/time'
import type { FiguresDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, anOfficer } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Figure } from './report'

const CENTRES = 200
const SESSIONS_A_DAY = 8
const DAYS = 365
/** Documents that a call reads beside those that it shows: the person, the role, the place. */
const BESIDE = 12
/** A phone should load it at once. */
const MOST_KILOBYTES = 100

/** What a month of a centre with many classes has counted. */
function monthOf(centreId: string, month: string): FiguresDocument {
  const first = atLocal(`${month}-01`)
  const days = Array.from({ length: 31 }, (_, day) => first + day * DAY).filter(at => localDate(at).startsWith(month))
  const sessions = days.flatMap(day =>
    Array.from({ length: SESSIONS_A_DAY }, (_, n) => ({
      ...{ id: `${centreId}-${day}-${n}`, offeringId: 'class', kind: 'class' as const, title: '课' },
      category: CLASS_CATEGORIES[n % CLASS_CATEGORIES.length]?.id ?? CLASS_CATEGORIES[0].id,
      ...{ startsAt: day + (9 + n) * HOUR, capacity: 25, booked: 20, came: 18, missed: 2, waiting: 1 },
    })),
  )
  const attended = sessions.flatMap(({ startsAt, came }) =>
    Array.from({ length: came }, (_, n) => ({ person: `${n}`, age: n * 5, startsAt })),
  )
  const people = countPeople(attended, new Set())
  return { _id: `${centreId}-${month}`, centreId, month, ...monthFigures(sessions, days), people, countedAt: first }
}

/** The numbers of a city of many centres and a year, in one call on the deployed bundles. */
export async function cityFigures(): Promise<Figure[]> {
  const cloud = await startWholeCloud({ maxInstances: 1 })
  try {
    const today = startOfLocalDay(cloudNow())
    const until = localDate(today - DAY)
    const ids = Array.from({ length: CENTRES }, (_, n) => `centre-${n}`)
    const months = monthsOf(localDate(today - 400 * DAY), until).map(({ month }) => month)
    await cloud.seed({
      centres: ids.map((_id, order) => aCentre({ _id, order, countedTo: until, countAt: today + 2 * DAY })),
      staff: [anOfficer('city')],
    })
    for (const month of months) await cloud.seed({ figures: ids.map(id => monthOf(id, month)) })
    const figures: Figure[] = []
    for (const days of [DAYS, 84]) {
      const from = localDate(today - days * DAY)
      const what = `figures of ${CENTRES} centres over ${days} days`
      await cloud.send('city', 'office.rollUp', { from, to: until })
      const started = performance.now()
      const { reply, documentsExamined } = await cloud.send('city', 'office.rollUp', { from, to: until })
      const seconds = (performance.now() - started) / 1000
      if (!reply.ok || reply.data.series.length === 0) throw new Error(`${what}: ${JSON.stringify(reply)}`)
      const shown = CENTRES * monthsOf(from, until).length + CENTRES
      const kilobytes = Buffer.byteLength(JSON.stringify(reply)) / 1000
      figures.push(
        { what: `${what}, documents examined`, value: documentsExamined, unit: 'documents', max: shown + BESIDE },
        { what: `${what}, answer`, value: kilobytes, unit: 'kB', max: MOST_KILOBYTES },
        { what: `${what}, time`, value: seconds, unit: 's', max: 3 },
      )
    }
    return figures
  } finally {
    await cloud.close()
  }
}
