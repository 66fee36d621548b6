import type { ParsedInput } from '@domain/contracts'
import { nameKey } from '@domain/typed'
import { markForSearch } from '../../catalogue/search-index'
import { changeIdOf, importedCentreIdOf } from '../../kernel/ids'
import { note, type StaffContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { mapChunks } from '../../kernel/work/background'
import { centreDocument, MAX_CENTRES } from './edit'

type Imported = ParsedInput<'office.importCentres'>['centres'][number]

/**
 * Adds the centres of a spreadsheet that are not there yet, by county and name. Their ids follow from both, so that the same file
 * twice changes nothing, a retry after a crash adds what is missing, and two who import at once add each centre once. Throws
 * FORBIDDEN for a centre of another county than the caller's.
 */
export const importCentres: Handler<'office.importCentres'> = async (context, { county, centres }) => {
  const { store, now } = context
  if (county !== undefined && centres.some(centre => centre.county !== county)) throw new AppError('FORBIDDEN', null)
  note(context, { to: `${centres.length} 个中心` })
  const stored = await store.centres.find({
    where: {},
    sort: [['order', 'asc']],
    limit: MAX_CENTRES,
    fields: ['name', 'county', 'order', 'changes'],
  })
  const keyOf = (centre: { county: string; name: string }) => `${centre.county} ${nameKey(centre.name)}`
  const known = new Set(stored.map(keyOf))
  const missing = centres.filter(centre => !known.has(keyOf(centre)))
  const last = stored.at(-1)?.order ?? 0
  const made = missing.map((centre, n) => documentOf(context, centre, last + 1 + n))
  for (const { _id } of made) await markForSearch(context, _id)
  const added = await mapChunks(made, part => Promise.all(part.map(centre => store.centres.insert(centre))))
  // A replay counts what its first run has added.
  const earlier = stored.filter(({ changes }) => changes?.includes(changeIdOf(context))).length
  const created = added.flat().filter(isNew => isNew).length + earlier
  return { now, created, existing: centres.length - created }
}

function documentOf(context: StaffContext, { county, name, ...fields }: Imported, order: number) {
  const _id = importedCentreIdOf(context, county, name)
  return centreDocument(context, { _id, county, name, order }, fields)
}
