import type { Page } from '@domain/contracts/views'
import { both, type Collection, gt, gte, lt, type Where } from './port'

/** Documents per page. */
export const PAGE_SIZE = 20

interface PageQuery<D> {
  where: Where<D>
  /** A numeric field to sort by; ties are ordered by id. */
  by: Extract<keyof D, string>
  direction: 'asc' | 'desc'
  /** Bounds of the field: `from` inclusive, `to` exclusive. */
  from?: number
  to?: number
  /** Cursor: `value_id` of the last document of the previous page. */
  after: string | undefined
  /** Fields to return, including `by`; absent: all. */
  fields?: readonly Extract<keyof D, string>[]
  /** Documents per page, below the platform's limit of 1000; absent: `PAGE_SIZE`. */
  size?: number
}

/** One page of a list, in one round trip and without skipping over earlier pages. */
export async function findPage<D extends { _id: string }>(
  collection: Collection<D>,
  query: PageQuery<D>,
): Promise<Page<D>> {
  const { by, direction, after, fields, size = PAGE_SIZE } = query
  const [value, id] = after === undefined ? [] : splitCursor(after)
  const beyond = direction === 'asc' ? gt : lt
  const bounds = [
    ...(query.from === undefined ? [] : [gte(query.from)]),
    ...(query.to === undefined ? [] : [lt(query.to)]),
    ...(value === undefined ? [] : [beyond(value)]),
  ]
  const read = async (where: object, sort: string[]): Promise<D[]> =>
    collection.find({
      where: { ...query.where, ...where } as Where<D>,
      sort: sort.map(field => [field as Extract<keyof D, string>, direction]),
      limit: size + 1,
      ...(fields ? { fields } : {}),
    })
  const [ties, rest] = await Promise.all([
    value === undefined || id === undefined ? [] : read({ [by]: value, _id: beyond(id) }, ['_id']),
    read(bounds.length > 0 ? { [by]: both(...bounds) } : {}, [by, '_id']),
  ])
  const found = [...ties, ...rest]
  const items = found.slice(0, size)
  const last = items.at(-1)
  return { items, next: found.length > size && last ? `${String(last[by])}_${last._id}` : null }
}

function splitCursor(cursor: string): [value: number, id: string] {
  const at = cursor.indexOf('_')
  return [Number(cursor.slice(0, at)), cursor.slice(at + 1)]
}
