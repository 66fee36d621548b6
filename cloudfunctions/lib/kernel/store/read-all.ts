import { type Collection, gt, type Path, type Picked, type Where } from './port'

/** Documents of one reading: the platform's limit. */
const PAGE = 1000

/** All documents that fit, in as many readings as they need. */
export async function readAll<D extends { _id: string }, P extends Path<D>>(
  collection: Collection<D>,
  where: Where<D>,
  fields: readonly P[],
): Promise<Picked<D, P>[]> {
  const found: Picked<D, P>[] = []
  for (let after = ''; ; ) {
    const beyond = after === '' ? {} : { _id: gt(after) }
    const page = await collection.find({
      where: { ...where, ...beyond } as Where<D>,
      sort: [['_id' as Extract<keyof D, string>, 'asc']],
      limit: PAGE,
      fields,
    })
    found.push(...page)
    const last = page.at(-1) as { _id: string } | undefined
    if (page.length < PAGE || !last) return found
    after = last._id
  }
}
