import type { NeedCard, NeedView } from '@domain/contracts/needs'
import type { OfficeNeed } from '@domain/contracts/office-needs'
import type { PersonContext } from '../kernel/router/context'
import type { NeedDocument } from '../kernel/store/documents'
import { oneOf, type Store } from '../kernel/store/port'
import { goesOnWith, type ShownNeed } from './needs'
import { needNotices } from './news'
import { projectOf } from './projects'

/** Needs as lists show them. */
export async function needCards(store: Store, needs: readonly ShownNeed[]): Promise<NeedCard[]> {
  const lasts = await goesOnWith(store, needs)
  return needs.map(need => cardOf(need, lasts.get(need._id) ?? need))
}

function cardOf({ _id, category, text, at, supporters }: ShownNeed, last: ShownNeed): NeedCard {
  return { id: _id, category, text, at, state: last.state, level: last.level, supporters }
}

/** Needs with their way, as those see them who answer them. */
export async function officeNeeds(store: Store, needs: readonly ShownNeed[]): Promise<OfficeNeed[]> {
  const centreIds = [...new Set(needs.map(({ centreId }) => centreId))]
  const [lasts, centres] = await Promise.all([
    goesOnWith(store, needs),
    centreIds.length === 0
      ? []
      : store.centres.find({ where: { _id: oneOf(centreIds) }, limit: centreIds.length, fields: ['name'] }),
  ])
  const names = new Map(centres.map(({ _id, name }) => [_id, name]))
  return needs.map(need => {
    const last = lasts.get(need._id) ?? need
    const { mergedInto } = need
    return {
      ...cardOf(need, last),
      centre: { id: need.centreId, name: names.get(need.centreId) ?? '' },
      answerBy: last.state === 'open' && last.dueAt !== 0 ? last.dueAt : null,
      escalations: last.escalations,
      answer: last.answer,
      mergedInto: mergedInto && { id: last._id, text: last.text, at: mergedInto.at },
    }
  })
}

/** A need as the caller's household sees it; `isSupported`: it has said that it needs it, too. */
export async function needView(
  { store, accountId }: PersonContext,
  need: ShownNeed & Pick<NeedDocument, 'news'>,
  isSupported: boolean,
): Promise<NeedView> {
  const [view] = (await officeNeeds(store, [need])) as [OfficeNeed]
  const ids = [...new Set([need._id, view.mergedInto?.id ?? need._id])]
  const [topic] = await store.topics.find({
    where: { needIds: oneOf(ids) },
    sort: [['at', 'desc']],
    limit: 1,
    fields: ['title', 'state', 'at'],
  })
  const project = topic?.state === 'decided' ? await projectOf(store, topic._id) : null
  const { _id: id = '', title = '', state = 'gathering', at = 0 } = topic ?? {}
  return {
    ...view,
    isOwn: need.accountId === accountId,
    isSupported,
    notices: await needNotices(store, need, accountId),
    topic: topic ? { id, title, state, at, project: project && { id: project._id, state: project.state } } : null,
  }
}
