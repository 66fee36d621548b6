import cloud from 'wx-server-sdk'

/**
 * The same booking core on `runTransaction`, for comparison only: session, account and booking are read and written in
 * one transaction, and conflicts are retried until it succeeds or is refused.
 */
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

interface Session {
  seatsLeft: number
  claims: Record<string, unknown>
}

const SDK_RETRIES = 3

export const main = async ({ sessionId }: { sessionId: string }): Promise<{ ok: boolean; code?: string }> => {
  const openid = cloud.getWXContext().OPENID ?? ''
  const id = `t-${openid}`
  const database = cloud.database()
  for (;;) {
    try {
      const booked = await database.runTransaction(async (transaction: ReturnType<typeof cloud.database>) => {
        const sessions = transaction.collection('sessions').doc(sessionId)
        const { data } = (await sessions.get()) as unknown as { data: Session }
        if (data.seatsLeft < 1) return false
        await sessions.update({
          data: { seatsLeft: data.seatsLeft - 1, [`claims.${id}`]: { openid }, claimedAt: Date.now() },
        } as never)
        await transaction
          .collection('accounts')
          .add({ data: { _id: id, openid, ledger: { [id]: { sessionId } } } } as never)
        await transaction.collection('bookings').add({ data: { _id: id, sessionId, status: 'confirmed' } } as never)
        return true
      }, SDK_RETRIES)
      return booked ? { ok: true } : { ok: false, code: 'SESSION_FULL' }
    } catch (error) {
      if (!/CONFLICT/i.test(String((error as { message?: string }).message ?? error))) throw error
    }
  }
}
