import { ROLL_UP_DAYS } from '@domain/contracts/limits'
import type { Category } from '@domain/offerings/kinds'
import { monthsOf, type ReadMonth, seriesOf, sumMonths } from '@domain/office/roll-up'
import { atLocal, DAY, localDate, startOfLocalDay } from '@domain/time'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { CentreDocument } from '../../kernel/store/documents'
import { oneOf, type Store } from '../../kernel/store/port'
import { MAX_CENTRES } from '../centres/edit'

/** A centre that has not counted for so many days is left out of the question up to when all are counted. */
const LATE_DAYS = 3

/**
 * Sums what is counted each night: two rounds of reading for a centre, a county or the city, and at most one document for each
 * centre and month. Throws TIME_NOT_POSSIBLE.
 */
export const getRollUp: Handler<'office.rollUp'> = async ({ store, now, place }, { from, to, category = null }) => {
  const days = (atLocal(to) - atLocal(from)) / DAY + 1
  if (days < 1 || days > ROLL_UP_DAYS) throw new AppError('TIME_NOT_POSSIBLE', null)
  const centres = await centresAt(store, place)
  const recent = localDate(startOfLocalDay(now) - LATE_DAYS * DAY)
  const counted = centres.flatMap(({ countedTo }) => (countedTo !== undefined && countedTo >= recent ? countedTo : []))
  const until = [...counted].sort()[0] ?? null
  const span = { from, to: until !== null && until < to ? until : to, category }
  const ids = place.centreId !== null || place.county !== null ? centres.map(({ _id }) => _id) : null
  const { centres: sums, ...rest } = sumMonths(until === null ? [] : await readMonths(store, ids, span), span)
  const sumsOf = new Map(sums.map(one => [one.key, one.sums]))
  return {
    now,
    until,
    behind: centres.length - counted.length,
    by: seriesOf(from, span.to),
    centres: centres.map(({ _id: id, name, county }) => ({ id, name, county, sums: sumsOf.get(id) ?? null })),
    ...rest,
  }
}

type Known = Pick<CentreDocument, '_id' | 'name' | 'county' | 'countedTo'>

async function centresAt(
  store: Store,
  { centreId, county }: { centreId: string | null; county: string | null },
): Promise<Known[]> {
  const fields = ['name', 'county', 'countedTo'] as const
  if (centreId !== null) {
    const centre = await store.centres.get(centreId, fields)
    return centre ? [centre] : []
  }
  const where = county === null ? {} : { county }
  return store.centres.find({ where, sort: [['order', 'asc']], limit: MAX_CENTRES, fields })
}

/** The stored months of a span: of these centres, or of all (`null`). */
async function readMonths(
  store: Store,
  ids: readonly string[] | null,
  { from, to, category }: { from: string; to: string; category: Category | null },
): Promise<ReadMonth[]> {
  const of = category ?? 'all'
  const parts = await Promise.all(
    monthsOf(from, to).map(({ month, isWhole }) =>
      store.figures.find({
        where: { month, ...(ids === null ? {} : { centreId: oneOf(ids) }) },
        limit: MAX_CENTRES,
        fields: ['centreId', 'month', 'totals', ...(isWhole ? wholeOf(of) : daysOf(of))],
      }),
    ),
  )
  return parts.flat()
}

type Of = Category | 'all'

/** What is read of a month that counts whole, and of one of which only some days may count. */
const wholeOf = (of: Of) => [`split.${of}`, 'visits.total', 'people.total'] as const
const daysOf = (of: Of) => [`days.${of}`, `hours.${of}`, 'visits.days', 'people.days'] as const
