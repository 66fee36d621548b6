import { fitsInterest, keysOfSessions } from '@domain/notices/interests'
import { changeAccount } from '../accounts/account'
import { withoutInterests } from '../accounts/interests'
import { type Context, onBehalfOf } from '../kernel/router/context'
import type { AccountDocument, Interest, SessionDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { inc, oneOf, remove } from '../kernel/store/port'
import { eachOf, lotsOf, type Task } from '../kernel/work/task'
import type { SendMessage } from './messenger'
import { sendOnce } from './send'

/** Households whose messages are sent together: they share the sessions of their publications. */
const LOT = 25

/**
 * Notes a publication at all households that may want to hear of it. One update without reading, so that no household keeps
 * another waiting; who is told what is decided for each by itself (`notifyInterests`). Safe to repeat.
 */
export const announceClasses = eachOf(
  { name: 'announcements', collection: 'publications', due: now => ({ announceAt: dueBy(now) }), by: 'announceAt' },
  async (context, publicationId) => {
    const { store, now } = context
    const publication = await store.publications.get(publicationId, ['centreId', 'announceAt'])
    if (!publication?.announceAt) return
    const { centreId, announceAt } = publication
    const { sessions } = await publishedBy(context, publicationId)
    if (sessions.length > 0) {
      await store.accounts.update(
        { interestKeys: oneOf(keysOfSessions(sessions, centreId)) },
        { [`interestNews.${publicationId}`]: now, interestTellAt: now, interestTurns: inc(1) },
      )
    }
    // Last, so that a call that dies before is repeated.
    await store.publications.update({ _id: publicationId, announceAt }, { announceAt: 0 })
  },
)

type Published = Pick<
  SessionDocument,
  '_id' | 'kind' | 'category' | 'centreId' | 'centreName' | 'room' | 'rules' | 'title' | 'startsAt' | 'offeringId'
>

interface Publication {
  /** When it was published, epoch ms. */
  at: number
  /** Its classes that are still to come, soonest first; none when the publication was undone. */
  sessions: Published[]
}

async function publishedBy({ store, now }: Context, publicationId: string): Promise<Publication> {
  const publication = await store.publications.get(publicationId, ['created', 'state', 'at'])
  if (publication?.state !== 'done') return { at: 0, sessions: [] }
  const { created, at } = publication
  const rows = await store.sessions.find({
    where: { _id: oneOf(created), status: 'open', kind: 'class' },
    sort: [['startsAt', 'asc']],
    limit: Math.max(1, created.length),
    fields: ['kind', 'category', 'centreId', 'centreName', 'room', 'rules', 'title', 'startsAt', 'offeringId'],
  })
  return { at, sessions: rows.filter(({ startsAt }) => startsAt > now) }
}

/** Tells households of new classes that they wanted to hear of. */
export function notifyInterests(send: SendMessage): Task {
  return lotsOf(
    {
      name: 'interests',
      collection: 'accounts',
      due: now => ({ interestTellAt: dueBy(now) }),
      by: 'interestTellAt',
      lot: LOT,
    },
    async (context, ids) => {
      const accounts = await context.store.accounts.find({ where: { _id: oneOf(ids) }, limit: ids.length })
      const waiting = accounts.filter(({ interestTellAt = 0 }) => interestTellAt > 0)
      const wanted = new Set(waiting.flatMap(({ interestNews = {} }) => Object.keys(interestNews)))
      const publications = new Map(
        await Promise.all([...wanted].map(async id => [id, await publishedBy(context, id)] as const)),
      )
      const failed = new Map<string, unknown>()
      const later: string[] = []
      await Promise.all(
        waiting.map(async account => {
          try {
            if (!(await tellHousehold(context, send, account, publications))) later.push(account._id)
          } catch (failure) {
            failed.set(account._id, failure)
          }
        }),
      )
      return { failed, later }
    },
  )
}

/** Tells of the first fitting class of each publication. Returns false where another call is at it. */
async function tellHousehold(
  context: Context,
  send: SendMessage,
  account: AccountDocument,
  publications: ReadonlyMap<string, Publication>,
): Promise<boolean> {
  const { store } = context
  const { _id, interestNews = {}, interestTurns = 0 } = account
  let waiting = account.interests ?? []
  let isDone = true
  for (const publicationId of Object.keys(interestNews)) {
    const found = firstFit(waiting, publications.get(publicationId))
    if (!found) continue
    const { interest, session } = found
    // One consent is one message: whatever comes of it, it is used, unless the person took it back meanwhile.
    if ((await tell(context, send, account, interest, session)) === 'later') isDone = false
    else waiting = waiting.filter(one => one !== interest)
  }
  if (!isDone) return false
  // What was published meanwhile stays due.
  await store.accounts.update(
    { _id, interestTurns },
    {
      interestTellAt: 0,
      ...Object.fromEntries(Object.keys(interestNews).map(id => [`interestNews.${id}`, remove()])),
    },
  )
  return true
}

/** The oldest wish that a class fits; those that came after the publication ask for later ones. */
function firstFit(interests: readonly Interest[], publication: Publication | undefined) {
  for (const interest of interests) {
    if (interest.at > (publication?.at ?? 0)) continue
    const session = publication?.sessions.find(one => fitsInterest(interest, one))
    if (session) return { interest, session }
  }
  return null
}

/** Sends the message of a wish and removes the wish; its record, which names nobody, is removed a day later. */
async function tell(
  context: Context,
  send: SendMessage,
  { _id: accountId, openid }: AccountDocument,
  { id }: Interest,
  session: Published,
): Promise<'done' | 'later'> {
  const { store } = context
  const { title, startsAt, centreName, room, offeringId, _id: sessionId } = session
  const outcome = await sendOnce(context, send, {
    notice: { _id: `${id}-opened`, bookingId: '', kind: 'opened' },
    content: { subject: title, time: startsAt, place: `${centreName} ${room}` },
    page: `pages/class/index?id=${offeringId}&sessionId=${sessionId}`,
    openid,
    isPointless: false,
  })
  if (outcome === 'later') return 'later'
  if (typeof outcome === 'object') await store.notices.update({ _id: outcome.noticeId }, { status: outcome.status })
  const account = await store.accounts.get(accountId)
  if (account && (account.interests ?? []).some(one => one.id === id)) {
    await changeAccount(onBehalfOf(context, { accountId, requestId: '' }), account, ({ interests = [] }) =>
      withoutInterests(interests, [id]),
    )
  }
  return 'done'
}
