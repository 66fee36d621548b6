import cloud from 'wx-server-sdk'

/**
 * The careful way of booking with the platform's transactions, for comparison only: the person is looked up, then session and
 * booking are read and written in one transaction. A conflict that the SDK's own attempts do not get over is a refusal.
 */
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

interface Session {
  capacity: number
  booked?: number
}

export const main = async ({ sessionId }: { sessionId: string }): Promise<{ ok: boolean; code?: string }> => {
  const openid = cloud.getWXContext().OPENID ?? ''
  const database = cloud.database()
  const id = `peer-${sessionId}-${openid}`
  await database.collection('accounts').where({ openid }).limit(1).get()
  const { total } = (await database.collection('bookings').where({ sessionId, openid }).count()) as { total: number }
  if (total > 0) return { ok: false, code: 'ALREADY_BOOKED' }
  try {
    const booked = await database.runTransaction(async (transaction: ReturnType<typeof cloud.database>) => {
      const sessions = transaction.collection('sessions').doc(sessionId)
      const { data } = (await sessions.get()) as unknown as { data: Session }
      if ((data.booked ?? 0) >= data.capacity) return false
      await transaction
        .collection('bookings')
        .add({ data: { _id: id, sessionId, openid, status: 'confirmed' } } as never)
      await sessions.update({ data: { booked: (data.booked ?? 0) + 1 } } as never)
      await transaction.collection('notices').add({ data: { _id: id, openid, what: 'booked' } } as never)
      return true
    })
    return booked ? { ok: true } : { ok: false, code: 'SESSION_FULL' }
  } catch {
    return { ok: false, code: 'BUSY' }
  }
}
