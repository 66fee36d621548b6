import { cloudNow } from '../cloud/support/clock'
import { startTestCloud } from '../cloud/support/cloud'
import { largeWorld } from '../worlds/large'
import type { Bench, Figure } from './report'

/** Documents a screen may read beyond those it shows. */
const CONSTANT = 30

/** A million bookings of two years: what a screen reads must depend on what it shows, not on what ever happened. */
export const largeWorldCost: Bench = async () => {
  const cloud = await startTestCloud()
  try {
    const world = largeWorld({ seed: 'bench', now: cloudNow() })
    let bookings = 0
    for (const { collection, documents } of world.chunks()) {
      await cloud.engine.load(collection, documents as unknown as Record<string, unknown>[])
      if (collection === 'bookings') bookings += documents.length
    }
    const { summary } = world
    const figure = async (
      what: string,
      request: ReturnType<typeof cloud.send>,
      shown: (data: never) => number,
    ): Promise<Figure> => {
      const { reply, documentsExamined } = await request
      if (!reply.ok) throw new Error(`${what}: ${reply.code}`)
      const most = shown(reply.data as never) + CONSTANT
      return { what: `${what}, documents examined`, value: documentsExamined, unit: 'documents', max: most }
    }
    const { heavyOpenid, managerOpenid, bigCentreId: centreId, busySessionId, emptySessionId } = summary
    return [
      { what: 'bookings in the world', value: bookings, unit: 'bookings' },
      await figure('home page', cloud.send(heavyOpenid, 'home.get', { centreId }), () => 1),
      await figure(
        'my bookings, past',
        cloud.send(heavyOpenid, 'booking.list', { scope: 'past' }),
        (data: { items: unknown[] }) => data.items.length,
      ),
      await figure(
        'a list of classes',
        cloud.send(heavyOpenid, 'class.list', { centreId }),
        (data: { items: unknown[] }) => data.items.length,
      ),
      await figure(
        'a roster of two hundred',
        cloud.send(managerOpenid, 'staff.roster', { centreId, sessionId: busySessionId }),
        (data: { rows: unknown[] }) => data.rows.length,
      ),
      await figure(
        'a booking',
        cloud.send(heavyOpenid, 'booking.create', { sessionId: emptySessionId, memberIds: ['self'] }),
        () => 1,
      ),
    ]
  } finally {
    await cloud.close()
  }
}
