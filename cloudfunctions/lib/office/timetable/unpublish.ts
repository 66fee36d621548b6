import { type Context, note } from '../../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { PublicationDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { exists, inc, oneOf } from '../../kernel/store/port'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { eachOf } from '../../kernel/work/task'
import { continuePublication } from './publish'
import { publicationView } from './read'

/**
 * Undoes a publication that nobody has booked from: its sessions are removed and are drafts again. Each session is removed only
 * if it is untouched, in one conditional step, so whoever books at this moment keeps the place, and that session stays. Throws
 * PUBLICATION_NOT_FOUND, PUBLICATION_BOOKED.
 */
export const unpublish: Handler<'office.unpublish'> = async (context, { centreId, publicationId }) => {
  const { store, now } = context
  const read = async () =>
    requireAtCentre(await store.publications.get(publicationId), centreId, 'PUBLICATION_NOT_FOUND')
  const publication = await read()
  // The call that publishes may still be storing sessions; a dead one is completed by the timer.
  if (publication.state === 'running') throw new AppError('BUSY', null)
  if (publication.state === 'refused') throw new AppError('PUBLICATION_NOT_FOUND', null)
  if (publication.state === 'done') {
    await refuseBooked(context, publication)
    await store.publications.update({ _id: publicationId, state: 'done' }, { state: 'undoing', openAt: now })
  }
  const undone = await continueUndoing(context, await read())
  const { kept } = undone
  note(context, {
    subject: { id: publicationId, title: '课表' },
    from: `${publication.created.length} 场`,
    to: `${kept} 场`,
  })
  return { now, publication: requireFound(publicationView(await read()), 'PUBLICATION_NOT_FOUND'), kept }
}

async function refuseBooked({ store }: Context, { created }: PublicationDocument): Promise<void> {
  const [bookings, entered] = await Promise.all([
    store.bookings.count({ sessionId: oneOf(created) }),
    store.sessions.count({ _id: oneOf(created), arrivals: exists(true) }),
  ])
  if (bookings + entered > 0) throw new AppError('PUBLICATION_BOOKED', { bookings: Math.max(bookings, entered) })
}

/** Continues an undoing from wherever it stands; returns how many sessions are left. Safe to repeat. */
async function continueUndoing(context: Context, publication: PublicationDocument): Promise<{ kept: number }> {
  const { store, now } = context
  const { _id: publicationId, created, state } = publication
  if (state === 'undoing') {
    // Untouched: no party was ever entered, and nothing was moved or cancelled.
    await store.sessions.remove({ _id: oneOf(created), arrivals: exists(false), moves: 0, status: 'open' })
    const left = await leftOf(context, created)
    const gone = created.filter(id => !left.includes(id))
    await store.drafts.update(
      { _id: oneOf(gone), publicationId, state: 'published' },
      { state: 'draft', publicationId: null, revision: inc(1), changedAt: now },
    )
    await store.publications.update({ _id: publicationId, state: 'undoing' }, { state: 'undone', openAt: 0 })
  }
  return { kept: (await leftOf(context, created)).length }
}

async function leftOf({ store }: Context, created: readonly string[]): Promise<string[]> {
  const rows = await store.sessions.find({
    where: { _id: oneOf(created) },
    limit: created.length,
    fields: ['offeringId'],
  })
  return rows.map(({ _id }) => _id)
}

/** Continues publications and undoings whose calls have died. */
export const finishPublications = eachOf(
  {
    name: 'publications',
    collection: 'publications',
    due: now => ({ openAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'openAt',
  },
  async (context, id) => {
    const publication = await context.store.publications.get(id)
    if (publication?.state === 'undoing') await continueUndoing(context, publication)
    else if (publication) await continuePublication(context, publication)
  },
)
