import type { ParsedInput } from '@domain/contracts'
import type { CentreEdit } from '@domain/contracts/office-centres'
import { markForSearch } from '../../catalogue/search-index'
import { changeIdOf, createdIdOf } from '../../kernel/ids'
import { maskedName, note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { CentreDocument } from '../../kernel/store/documents'
import { exists, gt } from '../../kernel/store/port'
import { latestChanges } from '../../kernel/work/changes'

/** More centres than a city has. */
export const MAX_CENTRES = 1000

/** Lists the centres of a county, or of the city. */
export const listOfficeCentres: Handler<'office.centres'> = async ({ store, now }, { county }) => {
  const centres = await store.centres.find({
    where: county === undefined ? {} : { county },
    sort: [['order', 'asc']],
    limit: MAX_CENTRES,
    fields: ['name', 'county'],
  })
  return { now, centres: centres.map(({ _id, name, county: of }) => ({ id: _id, name, county: of })) }
}

/** Shows a centre as it is edited. Throws CENTRE_NOT_FOUND. */
export const getCentreEdit: Handler<'office.centre'> = async (context, { centreId }) => ({
  now: context.now,
  centre: centreEdit(await requireCentre(context, centreId)),
})

/** Adds a centre at the end of the city's order, under an id that follows from the request. Throws REQUEST_REUSED. */
export const createCentre: Handler<'office.createCentre'> = async (context, { county, name, ...fields }) => {
  const { store, now } = context
  const [last] = await store.centres.find({ where: {}, sort: [['order', 'desc']], limit: 1, fields: ['order'] })
  const _id = createdIdOf('centre', context)
  await markForSearch(context, _id)
  await store.centres.insert(centreDocument(context, { _id, name, county, order: (last?.order ?? 0) + 1 }, fields))
  const centre = await requireCentre(context, _id)
  if (centre.name !== name || centre.county !== county) throw new AppError('REQUEST_REUSED', null)
  note(context, { subject: { id: _id, title: name } })
  return { now, centre: centreEdit(centre) }
}

/**
 * Saves a centre by compare-and-set on its revision. Sessions and bookings that are to come hold a copy of the address: they
 * follow in two updates, which a retry repeats. Throws CENTRE_NOT_FOUND, CENTRE_CHANGED, FORBIDDEN.
 */
export const saveCentre: Handler<'office.saveCentre'> = async (context, { centreId, revision, ...fields }) => {
  const { store, now } = context
  const before = await requireCentre(context, centreId)
  note(context, { subject: { id: centreId, title: before.name } })
  const { residents = before.residents ?? 0 } = fields
  const isOffice = context.held.some(({ role }) => role === 'county' || role === 'city')
  if (!isOffice && residents !== (before.residents ?? 0)) throw new AppError('FORBIDDEN', null)
  await markForSearch(context, centreId)
  const isMade = before.changes?.includes(changeIdOf(context)) ?? false
  if (!isMade) {
    const won = await store.centres.update(
      { _id: centreId, revision: revision === 0 ? exists(false) : revision },
      { ...stored(fields), 'hours.week': fields.week, ...marks(context, before.changes), revision: revision + 1 },
    )
    const after = await requireCentre(context, centreId)
    if (won === 0 && !after.changes?.includes(changeIdOf(context))) {
      const { changedByName: by = null, changedAt: at = now } = after
      throw new AppError('CENTRE_CHANGED', { by, at, theirs: { ...centreEdit(after) } })
    }
  }
  const centre = await requireCentre(context, centreId)
  const { address } = centre
  if (isMade || address !== before.address) {
    await store.sessions.update({ centreId, startsAt: gt(now) }, { address })
    await store.bookings.update({ centreId, activeUntil: gt(now) }, { address })
  }
  return { now, centre: centreEdit(centre) }
}

/** A new centre. */
export function centreDocument(
  context: StaffContext,
  about: Pick<CentreDocument, '_id' | 'name' | 'county' | 'order'>,
  fields: Fields,
): CentreDocument {
  return {
    ...about,
    ...stored(fields),
    hours: { week: fields.week, closures: [] },
    ...marks(context, []),
    revision: 1,
    countAt: context.now,
  }
}

type Fields = Omit<ParsedInput<'office.saveCentre'>, 'centreId' | 'revision'>

function stored({ address, phone, location, facilities, wayIn, residents }: Fields) {
  const { longitude, latitude } = location
  return {
    address,
    phone,
    facilities,
    wayIn,
    ...(residents === undefined ? {} : { residents }),
    location: { type: 'Point' as const, coordinates: [longitude, latitude] as [number, number] },
  }
}

function marks(context: StaffContext, changes: readonly string[] = []) {
  return {
    changes: latestChanges(changes, changeIdOf(context)),
    changedAt: context.now,
    changedByName: maskedName(context),
  }
}

/** A centre of the call. Throws CENTRE_NOT_FOUND. */
export async function requireCentre({ store }: Pick<StaffContext, 'store'>, centreId: string): Promise<CentreDocument> {
  return requireFound(await store.centres.get(centreId), 'CENTRE_NOT_FOUND')
}

/** A centre as it is edited. */
export function centreEdit(centre: CentreDocument): CentreEdit {
  const { _id, name, county, address, phone, location, hours, facilities, wayIn, residents = 0, revision = 0 } = centre
  const [longitude, latitude] = location.coordinates
  return {
    id: _id,
    name,
    county,
    address,
    phone,
    location: { longitude, latitude },
    hours,
    facilities,
    wayIn,
    residents,
    revision,
  }
}
