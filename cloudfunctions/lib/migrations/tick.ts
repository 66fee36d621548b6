import type { Context } from '../kernel/router/context'
import type { Documents, MigrationDocument, TimerDocument } from '../kernel/store/documents'
import { gt, gte, not, type Path, remove } from '../kernel/store/port'
import { NewerDataError, shapeIn } from '../kernel/store/shapes'
import { AGENDA } from '../kernel/work/agenda'
import { forEachConcurrent } from '../kernel/work/background'
import type { PartWork } from '../kernel/work/parts'
import { noteSetback } from '../kernel/work/setbacks'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf, MORE, type Task } from '../kernel/work/task'
import type { Migration } from './migration'
import { bringTo } from './rewrite'

/** Documents per portion; few where one may have half a megabyte. */
const PORTION = 100
const LARGE_PORTION = 8
const LARGE: ReadonlySet<keyof Documents> = new Set(['sessions', 'stations'])

/**
 * Brings stored documents to the shapes of this release: one migration after the other, in portions. The joined reading of the
 * tick says whether any is left, so that afterwards this costs no call. It begins when no call of the release before can be
 * running any more: that could store a document in the former shape where the migration has passed already.
 */
export function migrateDocuments(migrations: readonly Migration[]): Task {
  const latest = migrations.at(-1)?.id ?? ''
  return eachOf(
    {
      name: 'migrations',
      collection: 'timer',
      due: () => ({ _id: AGENDA, migrated: not(gte(latest)) }),
      by: 'migratingSince',
    },
    async (context, agendaId) => {
      const agenda = await context.store.timer.get(agendaId)
      if (!agenda) return
      const states = await readStates(context, migrations, agenda)
      for (const migration of migrations) {
        const state = states.get(migration.id)
        // Added by another tick at this moment: the next tick reads it.
        if (!state) return
        if (state.doneAt > 0) continue
        return state.startsAt > context.now ? undefined : migratePortion(context, migrations, migration, state)
      }
      await context.store.timer.update(
        { _id: agendaId },
        { migrated: latest, migratingSince: remove(), isNew: remove() },
      )
    },
  )
}

/** Retries documents that failed in a migration, each by itself: they keep no other from being migrated. */
export function migrateOne(migrations: readonly Migration[]): PartWork[] {
  return migrations.map(step => ({ name: step.id, do: (context, { id }) => bringTo(context, migrations, step, id) }))
}

/** How far each migration is; those that this database has not seen are added. Throws `NewerDataError`. */
async function readStates(
  { store, now }: Context,
  migrations: readonly Migration[],
  agenda: TimerDocument,
): Promise<Map<string, MigrationDocument>> {
  const stored = await store.migrations.find({ where: {}, sort: [['_id', 'asc']], limit: 1000 })
  const states = new Map(stored.map(state => [state._id, state]))
  const unknown = stored.find(({ _id }) => !migrations.some(({ id }) => id === _id))
  if (unknown) throw new NewerDataError(`the data went through ${unknown._id}, which this release does not know`)
  for (const { id, collection } of migrations) {
    if (states.has(id)) continue
    const startsAt = agenda.isNew ? now : now + STALE_CALL_AFTER
    const state = { _id: id, collection, startsAt, cursor: '', handled: 0, failed: 0, doneAt: 0 }
    if (await store.migrations.insert(state)) states.set(id, state)
  }
  if (agenda.migratingSince === undefined) await store.timer.update({ _id: agenda._id }, { migratingSince: now })
  return states
}

/** Migrates the next documents by id. Two ticks may do the same portion: the state is only advanced from where it was read. */
async function migratePortion(
  context: Context,
  migrations: readonly Migration[],
  step: Migration,
  { _id, cursor, handled, failed }: MigrationDocument,
): Promise<typeof MORE> {
  const { store, now } = context
  const limit = LARGE.has(step.collection) ? LARGE_PORTION : PORTION
  const documents = await store.asStored(step.collection).find({
    where: cursor === '' ? {} : { _id: gt(cursor) },
    sort: [['_id' as Path<Documents[keyof Documents]> & '_id', 'asc']],
    limit,
  })
  let setBack = 0
  await forEachConcurrent(
    documents.filter(document => shapeIn(document) < step.to),
    async document => {
      try {
        await bringTo(context, migrations, step, document)
      } catch (failure) {
        setBack++
        context.partFailed?.(failure)
        await noteSetback(context, step.id, { id: document._id, of: step.id, collection: step.collection }, failure)
      }
    },
  )
  const last = documents.at(-1)
  await store.migrations.update(
    { _id, cursor, doneAt: 0 },
    {
      handled: handled + documents.length,
      failed: failed + setBack,
      ...(last ? { cursor: last._id } : {}),
      ...(documents.length < limit ? { doneAt: now } : {}),
    },
  )
  return MORE
}
