import type { NeedNotices } from '@domain/contracts/needs'
import { MAX_NEED_NOTICES, type NeedStep, needStepOf, nextNeedLook } from '@domain/governance/news'
import type { NeedDocument } from '../kernel/store/documents'
import { oneOf, type Store } from '../kernel/store/port'
import { goesOnWith, type NeedChange, type ShownNeed } from './needs'

/** Requests that are remembered, so that a late copy of one does not renew a consent that was used since. */
const REMEMBERED = 20

/** The step that a need has reached, by the one with which it goes on and its latest topic; null: none yet. */
export async function stepOf(store: Store, need: ShownNeed): Promise<NeedStep | null> {
  const last = (await goesOnWith(store, [need])).get(need._id) ?? need
  const [topic] = await store.topics.find({
    where: { needIds: oneOf([...new Set([need._id, last._id])]) },
    sort: [['at', 'desc']],
    limit: 1,
    fields: ['state', 'at', 'opensAt', 'decision'],
  })
  const [project] = topic?.decision
    ? await store.projects.find({ where: { topicId: topic._id }, limit: 1, fields: ['state', 'at', 'closing'] })
    : []
  return needStepOf({
    answer: last.answer,
    topic: topic ? { ...topic, id: topic._id, project: project ?? null } : null,
  })
}

/** What the household that has put a need is told of it; null: it is not theirs. */
export async function needNotices(
  store: Store,
  need: ShownNeed & Pick<NeedDocument, 'news'>,
  accountId: string,
): Promise<NeedNotices | null> {
  if (need.accountId !== accountId) return null
  const left = need.news?.left ?? 0
  const isOver = (await stepOf(store, need))?.isEnd ?? false
  return { left: isOver ? 0 : left, canAdd: !isOver && left < MAX_NEED_NOTICES }
}

/** A need with one more consent to a message, under a request; null: it was added before, or it could not be kept. */
export function withConsent(
  { news, lookAt = 0 }: NeedDocument,
  step: NeedStep | null,
  requestId: string,
  now: number,
): NeedChange | null {
  const { left = 0, sent = 0, sendingAt = 0, requests = [], step: told = '' } = news ?? {}
  if (requests.includes(requestId) || left >= MAX_NEED_NOTICES || step?.isEnd) return null
  return {
    news: {
      ...{ left: left + 1, sent, sendingAt, requests: [...requests, requestId].slice(-REMEMBERED) },
      // What the household sees now it need not be told.
      step: left > 0 ? told : (step?.key ?? ''),
    },
    lookAt: lookAt || nextNeedLook(now),
  }
}
