import type { WantsView, WantView } from '@domain/contracts/office-wants'
import { MATCH_RULES, matchesOf } from '@domain/participation/match'
import { createdIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { PartnerWantDocument } from '../kernel/store/documents'
import { gt, oneOf } from '../kernel/store/port'

/** Entries of the other side that are compared, the latest. */
const MAX_COMPARED = 200
const REMEMBERED = 20

/** The entries of a centre with what fits them; for people of a partner what it offers. */
export const getWants: Handler<'office.wants'> = (context, { centreId }) => wantsView(context, centreId)

/** The agreement whose people the caller is one of, when nothing else allows the call; null: another role does. */
function partnerOf({ scope, held }: StaffContext): string | null {
  return scope === null ? null : (held.find(({ role }) => role === 'partner')?.partnerId ?? '')
}

async function wantsView(context: StaffContext, centreId: string): Promise<WantsView> {
  const { store, now } = context
  const partnerId = partnerOf(context)
  const own = await store.partnerwants.find({
    where: { centreId, until: gt(now), ...(partnerId === null ? {} : { partnerId }) },
    sort: [['until', 'desc']],
    limit: MATCH_RULES.most,
  })
  const others = async (side: PartnerWantDocument['side']) => {
    const categories = [...new Set(own.filter(each => each.side !== side && each.isOpen).map(each => each.category))]
    if (categories.length === 0) return []
    const where = { side, isOpen: true, category: oneOf(categories), until: gt(now) }
    return store.partnerwants.find({ where, sort: [['until', 'desc']], limit: MAX_COMPARED })
  }
  const [needs, offers] = await Promise.all([others('need'), others('offer')])
  return {
    now,
    wants: own.map(want => {
      const { side, isOpen, until, revision } = want
      const found = isOpen ? matchesOf(want, (side === 'need' ? offers : needs).map(wantView)) : []
      return {
        ...wantView(want),
        ...{ side, isOpen, until, revision, matches: found.slice(0, MATCH_RULES.shown) },
      }
    }),
  }
}

function wantView({ _id: id, name, centreName, words, category, week }: PartnerWantDocument): WantView {
  return { id, name, centreName, words, category, week }
}

/** Saves an entry, guarded by the revision that was read. Idempotent under the request id. */
export const saveWant: Handler<'office.saveWant'> = async (context, input) => {
  const { store, now, actor, requestId } = context
  const { centreId, wantId, revision, ...want } = input
  const _id = wantId ?? createdIdOf('want', context)
  note(context, { subject: { id: _id, title: want.name } })
  const partnerId = partnerOf(context)
  const stored = await store.partnerwants.get(_id)
  const before = wantId === undefined ? stored : requireAtCentre(stored, centreId, 'WANT_NOT_FOUND')
  // People of a partner change what they offer themselves.
  if (partnerId !== null && (want.side !== 'offer' || (before && before.partnerId !== partnerId)))
    throw new AppError('WANT_NOT_FOUND', null)
  if (before && before.side !== want.side) throw new AppError('WANT_NOT_FOUND', null)
  if (!before?.requests.includes(requestId)) {
    const centre = requireFound(await store.centres.get(centreId, ['name']), 'CENTRE_NOT_FOUND')
    if (!before && (await store.partnerwants.count({ centreId, until: gt(now) })) >= MATCH_RULES.most)
      throw new AppError('WANT_LIMIT', { most: MATCH_RULES.most })
    const saved = {
      ...{ ...want, name: want.side === 'need' ? centre.name : want.name, centreName: centre.name },
      until: now + MATCH_RULES.listedFor,
      ...{ revision: revision + 1, requests: [...(before?.requests ?? []), requestId].slice(-REMEMBERED) },
      ...{ changedBy: actor, forgottenAt: null },
    }
    const isSaved = before
      ? (await store.partnerwants.update({ _id, revision }, saved)) === 1
      : await store.partnerwants.insert({ _id, centreId, partnerId: partnerId ?? '', ...saved })
    if (!isSaved && !(await store.partnerwants.get(_id))?.requests.includes(requestId))
      throw new AppError('WANT_CHANGED', null)
  }
  return wantsView(context, centreId)
}
