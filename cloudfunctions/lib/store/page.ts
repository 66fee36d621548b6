import type { Page } from '@domain/contracts/views'
import { both, type Collection, Condition, gt, gte, lt, type Query, type Where } from './port'

export const PAGE_SIZE = 20

interface PageQuery<D, P> {
  where: Where<D>
  /** A number field; documents with equal values are ordered by id. */
  by: Extract<keyof D, string>
  direction: 'asc' | 'desc'
  /** Bounds of the field on the first page: from inclusive, to exclusive. */
  from?: number
  to?: number
  /** `value_id` of the last document of the page before. */
  after: string | undefined
  fields: readonly P[]
}

/** One page of a long list, in one round trip, without skipping over what was already read. */
export async function findPage<D extends { _id: string }, P extends Query<D, never>['fields'][number] | string>(
  collection: Collection<D>,
  query: PageQuery<D, P>,
): Promise<Page<D>> {
  const { by, direction, after } = query
  const [value, id] = after === undefined ? [] : splitCursor(after)
  const read = (where: object, sortBy: string) =>
    collection.find({
      where: { ...query.where, ...where } as Where<D>,
      sort: [
        [sortBy, direction],
        ['_id', direction],
      ] as never,
      limit: PAGE_SIZE + 1,
      fields: [...query.fields, by] as never,
    }) as unknown as Promise<D[]>

  const bounds = [
    ...(query.from === undefined ? [] : [gte(query.from)]),
    ...(query.to === undefined ? [] : [lt(query.to)]),
  ]
  const beyond = value === undefined ? [] : [direction === 'asc' ? gt(value) : lt(value)]
  const [ties, rest] = await Promise.all([
    value === undefined
      ? []
      : read({ [by]: value, _id: direction === 'asc' ? new Condition('gt', id) : new Condition('lt', id) }, '_id'),
    read(bounds.length + beyond.length > 0 ? { [by]: both(...bounds, ...beyond) } : {}, by),
  ])
  const found = [...ties, ...rest]
  const items = found.slice(0, PAGE_SIZE)
  const last = items.at(-1)
  return { items, next: found.length > PAGE_SIZE && last ? `${String(last[by])}_${last._id}` : null }
}

function splitCursor(cursor: string): [value: number, id: string] {
  const at = cursor.indexOf('_')
  return [Number(cursor.slice(0, at)), cursor.slice(at + 1)]
}
