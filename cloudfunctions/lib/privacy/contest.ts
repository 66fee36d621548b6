import { kindOfId } from '@domain/contest/kinds'
import { KEEP } from '@domain/privacy/keep'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import { lte } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'
import { FORGOTTEN_NAME } from './booking'
import { removalOf } from './removal'

/** Records per run; the rest is left to the next tick. */
const BATCH = 50

/**
 * Takes a person who was erased at `erasedAt` out of juries, and out of what they had entered. Sheets stay under the number of a juror who is nobody then and
 * gets no more entries. Safe to repeat. Returns whether everything is done.
 */
export async function anonymizeContests(
  context: Pick<Context, 'store' | 'idSecret'>,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store } = context
  const jurors = await store.contestjurors.find({
    where: { accountId, joinedAt: lte(erasedAt) },
    limit: BATCH,
    fields: ['at'],
  })
  await forEachConcurrent(jurors, ({ _id }) =>
    store.contestjurors.update(
      { _id, accountId },
      {
        ...{ accountId: nobodyIdOf(context, _id), requestId: '', name: FORGOTTEN_NAME, employer: '' },
        ...{ ties: [], code: '', joinedAt: null },
      },
    ),
  )
  const entries = await store.contestentries.find({
    where: { accountId, at: lte(erasedAt) },
    limit: BATCH,
    fields: ['at'],
  })
  // Not the moment of the erasure, by which the records of one person would be found.
  await forEachConcurrent(entries, ({ _id, at }) =>
    store.contestentries.update(
      { _id, accountId },
      {
        accountId: nobodyIdOf(context, _id),
        ...(kindOfId(_id) === 'talent' ? { ...nobodySelected, withdrawnAt: at } : {}),
      },
    ),
  )
  return jurors.length < BATCH && entries.length < BATCH
}

/** An entry of a social worker is about them. */
const nobodySelected = { title: FORGOTTEN_NAME, words: '', certificate: null }

/** Jurors at the end of the period. */
const deleteJurors = removalOf({
  name: 'pastJurors',
  collection: 'contestjurors',
  due: now => ({ at: lte(now - KEEP.contest) }),
  by: 'at',
})

/** Who has entered what, at the end of the period. */
const forgetEntries = lotsOf(
  {
    name: 'pastEntries',
    collection: 'contestentries',
    due: now => ({ forgottenAt: null, at: lte(now - KEEP.contest) }),
    by: 'at',
    lot: BATCH,
  },
  async (context, ids) => {
    await forEachConcurrent(ids, _id =>
      context.store.contestentries.update(
        { _id },
        {
          ...{ accountId: nobodyIdOf(context, _id), forgottenAt: context.now },
          ...(kindOfId(_id) === 'talent' ? nobodySelected : {}),
        },
      ),
    )
    return {}
  },
)

/** The timer's work of forgetting about contests. */
export const CONTEST_RETENTION: readonly Task[] = [deleteJurors, forgetEntries]
