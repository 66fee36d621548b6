import cloud from 'wx-server-sdk'

/**
 * A plain way of booking, as open mini-programs do it, for comparison only: everything is looked up, one after the other, the
 * bookings are counted, and where there are fewer than places one is added and the copies of the count are updated.
 */
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

interface Reply {
  ok: boolean
  code?: string
}

export const main = async ({ sessionId }: { sessionId: string }): Promise<Reply> => {
  const openid = cloud.getWXContext().OPENID ?? ''
  const database = cloud.database()
  const collection = (name: string) => database.collection(name)
  const first = async (name: string, where: object) =>
    ((await collection(name).where(where).limit(1).get()) as { data: Record<string, unknown>[] }).data[0]
  const count = async (where: object) =>
    ((await collection('bookings').where(where).count()) as { total: number }).total

  const session = await first('sessions', { _id: sessionId })
  if (!session) return { ok: false, code: 'SESSION_NOT_FOUND' }
  const offering = await first('offerings', { _id: session.offeringId })
  const centre = await first('centres', { _id: session.centreId })
  if (!offering || !centre) return { ok: false, code: 'NOT_FOUND' }
  let account = await first('accounts', { openid })
  if (!account) {
    await collection('accounts').add({ data: { _id: `peer-${openid}`, openid, bookings: 0 } } as never)
    account = await first('accounts', { openid })
  }
  if (await first('noshows', { accountId: account?._id })) return { ok: false, code: 'PAUSED' }
  if (await first('bookings', { sessionId, openid })) return { ok: false, code: 'ALREADY_BOOKED' }
  if ((await count({ openid, status: 'confirmed' })) >= 5) return { ok: false, code: 'LIMIT' }
  if ((await count({ openid, startsAt: session.startsAt })) > 0) return { ok: false, code: 'OVERLAP' }
  if ((await count({ sessionId, status: 'confirmed' })) >= Number(session.capacity)) {
    return { ok: false, code: 'SESSION_FULL' }
  }
  await collection('bookings').add({
    data: { _id: `peer-${sessionId}-${openid}`, sessionId, openid, status: 'confirmed', startsAt: session.startsAt },
  } as never)
  const taken = await count({ sessionId, status: 'confirmed' })
  await collection('sessions')
    .where({ _id: sessionId })
    .update({ data: { booked: taken } } as never)
  await collection('accounts')
    .where({ openid })
    .update({ data: { bookings: await count({ openid }) } } as never)
  await collection('notices').add({ data: { openid, sessionId, what: 'booked' } } as never)
  await first('bookings', { sessionId, openid })
  return { ok: true }
}
