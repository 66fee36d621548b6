import { KEEP } from '@domain/privacy/keep'
import { inc, lte, oneOf } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { lotsOf, type Task } from '../kernel/work/task'

/** Records per run; the rest is left to the next tick. */
const BATCH = 50

/** Who of the staff changed and reviewed an agreement, at the end of the period after its end. */
const forgetPartners = lotsOf(
  {
    name: 'pastPartners',
    collection: 'partners',
    due: now => ({ forgottenAt: null, endsAt: lte(now - KEEP.group) }),
    by: 'endsAt',
    lot: BATCH,
  },
  async ({ store, now }, ids) => {
    await forEachConcurrent(ids, async _id => {
      const partner = await store.partners.get(_id, ['reviews', 'revision'])
      if (!partner) return
      const { revision } = partner
      const reviews = partner.reviews.map(review => ({ ...review, by: '' }))
      const forgotten = { reviews, requests: [], changedBy: '', forgottenAt: now, revision: revision + 1 }
      await store.partners.update({ _id, revision, endsAt: lte(now - KEEP.group) }, forgotten)
    })
    return {}
  },
)

/** Who changed a need of a centre or an offer of a partner. */
const forgetWants = lotsOf(
  {
    name: 'pastWants',
    collection: 'partnerwants',
    due: now => ({ forgottenAt: null, until: lte(now - KEEP.group) }),
    by: 'until',
    lot: BATCH,
  },
  async ({ store, now }, ids) => {
    await store.partnerwants.update(
      { _id: oneOf(ids), until: lte(now - KEEP.group) },
      { changedBy: '', requests: [], forgottenAt: now, revision: inc(1) },
    )
    return {}
  },
)

/** The timer's work of forgetting about agreements, needs and offers. */
export const PARTNER_RETENTION: readonly Task[] = [forgetPartners, forgetWants]
