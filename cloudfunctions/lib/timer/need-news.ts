import { type NeedStep, nextNeedLook } from '@domain/governance/news'
import { renderNotice } from '@domain/notices/render'
import { changeNeed } from '../governance/needs'
import { stepOf } from '../governance/news'
import type { Context } from '../kernel/router/context'
import type { NeedDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Store } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf, type Task } from '../kernel/work/task'
import type { SendMessage } from '../notices/messenger'
import { noticeTemplates } from '../notices/templates'

/** Tells households that asked for it where their needs have come to. A look finds every step, also one that a dead call made. */
export function tellNeedNews(send: SendMessage): Task {
  return eachOf(
    { name: 'needNews', collection: 'needs', due: now => ({ lookAt: dueBy(now) }), by: 'lookAt' },
    async (context, needId) => {
      const need = await context.store.needs.get(needId)
      if (!need?.lookAt || need.lookAt > context.now) return
      const step = need.news && need.news.left > 0 ? await stepOf(context.store, need) : null
      if (need.news && step && step.key !== need.news.step) await tell(context, send, need, step)
      else
        await changeNeed(context, needId, current =>
          current.revision === need.revision ? later(current, step, context.now) : null,
        )
    },
  )
}

/** When a need is looked at again; 0: there is nobody to tell, or nothing more to tell. */
function later({ news }: Pick<NeedDocument, 'news'>, step: NeedStep | null, now: number) {
  return { lookAt: !news || news.left === 0 || step?.isEnd ? 0 : nextNeedLook(now) }
}

/** Sends one message. A call that dies between sending and noting it sends it twice, and never loses it. */
async function tell(context: Context, send: SendMessage, need: NeedDocument, step: NeedStep): Promise<void> {
  const { store, now } = context
  let isOurs = false
  const begun = await changeNeed(context, need._id, ({ news, revision }) => {
    isOurs = revision === need.revision && !!news && news.sendingAt <= now - STALE_CALL_AFTER
    return isOurs && news ? { news: { ...news, sendingAt: now } } : null
  })
  // Another call is at it, or something has changed: it stays due.
  if (!isOurs) return
  const outcome = await sendAbout(store, send, begun, step).catch(async failure => {
    // The retry need not wait as after a call that died: this one has ended.
    await note(({ news }) => (news ? { news: { ...news, sendingAt: 0 } } : null)).catch(() => null)
    throw failure
  })
  await note(({ news }) => {
    if (!news) return null
    // Consents that WeChat does not know any more are none.
    const left = outcome === 'sent' ? Math.max(0, news.left - 1) : 0
    const told = { ...news, left, sent: news.sent + 1, sendingAt: 0, step: step.key }
    return { news: told, ...later({ news: told }, step, now) }
  })

  function note(change: Parameters<typeof changeNeed>[2]) {
    return changeNeed(context, need._id, current => (current.news?.sendingAt === now ? change(current) : null))
  }
}

async function sendAbout(
  store: Store,
  send: SendMessage,
  { _id, accountId, text }: NeedDocument,
  { text: change, short, at }: NeedStep,
): Promise<'sent' | 'refused'> {
  const template = noticeTemplates.need
  const openid = (await store.accounts.get(accountId, ['openid']))?.openid
  // Nobody is behind it any more, or the kind was taken out of the configuration.
  if (!template || !openid) return 'refused'
  const fields = renderNotice(template, { subject: text, change: { text: change, short }, time: at })
  const page = `packages/participation/pages/need/index?id=${_id}`
  return send({ openid, templateId: template.templateId, page, fields })
}
