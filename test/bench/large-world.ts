import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE, startOfLocalDay } from '@domain/time'
import databaseSchema from '../../config/database.json'
import type { DatabaseSchema } from '../../local-cloud/engine/engine'
import { openEngine } from '../../local-cloud/engine/open'
import { aSession, aStation } from '../../worlds/fixtures/index'
import { largeWorld } from '../../worlds/large'
import { type Chunk, storedForm } from '../../worlds/world'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Bench, Figure } from './report'

/** Number of documents that a screen may read beyond those it shows. */
const CONSTANT = 30
/** Documents loaded per batch: with more, fewer database pages are rewritten. */
const PORTION = 10_000
/** Number of stations, a few more than the real city has. */
const STATIONS = 300
const FULL = 'full-session'

interface Listed {
  items: unknown[]
}

/** A million bookings of two years: what a screen reads must depend on what it shows, not on the size of the history. */
export const largeWorldCost: Bench = async () => {
  const now = cloudNow()
  const world = largeWorld({ seed: 'bench', now })
  const dataDir = mkdtempSync(join(tmpdir(), 'large-'))
  const started = performance.now()
  const bookings = await fill(join(dataDir, 'db'), world.chunks())
  const filledMs = performance.now() - started
  const cloud = await startWholeCloud({ dataDir })
  const openedMs = performance.now() - started - filledMs
  try {
    const { heavyOpenid, managerOpenid, bigCentreId: centreId, busySessionId, emptySessionId } = world.summary
    await cloud.seed({
      sessions: [aSession(now, { _id: FULL, centreId, startsAt: now + 1000 * MINUTE, capacity: 1, seatsLeft: 0 })],
      stations: Array.from({ length: STATIONS }, (_, n) =>
        aStation({
          _id: `station-${n}`,
          order: n,
          location: { type: 'Point', coordinates: [102.5 + n / 1000, 24.35] },
        }),
      ),
    })
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
    const items = (data: Listed) => data.items.length
    const one = () => 1
    // A name is searched among today's bookings.
    const today = startOfLocalDay(now)
    const until = startOfLocalDay(now, 2)
    const { total } = await cloud.engine.count('bookings', { centreId, activeUntil: { $gte: today, $lt: until } })
    const me = { memberIds: ['self'] }
    const staff = { centreId }
    const here = { longitude: 102.6, latitude: 24.35 }
    return [
      { what: 'bookings in the world', value: bookings, unit: 'bookings' },
      { what: 'to load it', value: filledMs / 1000, unit: 's' },
      { what: 'to build its indexes', value: openedMs / 1000, unit: 's' },
      await figure('home page', cloud.send(heavyOpenid, 'home.get', { centreId }), one),
      await figure('my bookings, past', cloud.send(heavyOpenid, 'booking.list', { scope: 'past' }), items),
      await figure('a list of classes', cloud.send(heavyOpenid, 'class.list', { centreId }), items),
      await figure(
        'stations nearby, of three hundred',
        cloud.send(heavyOpenid, 'station.list', { location: here }),
        () => STATIONS,
      ),
      await figure(
        "today's board with its figures",
        cloud.send(managerOpenid, 'staff.today', staff),
        // The numbers of booked and checked-in people are sums over today's bookings, each read once.
        ({ sessions }: { sessions: { booked: number }[] }) =>
          sessions.reduce((read, { booked }) => read + 1 + booked, 0),
      ),
      await figure(
        'a roster of two hundred',
        cloud.send(managerOpenid, 'staff.roster', { ...staff, sessionId: busySessionId }),
        (data: { rows: unknown[] }) => data.rows.length,
      ),
      await figure(
        `a name among ${total} of today and tomorrow`,
        cloud.send(managerOpenid, 'staff.find', { ...staff, query: '家长' }),
        () => total,
      ),
      await figure('a booking', cloud.send(heavyOpenid, 'booking.create', { sessionId: emptySessionId, ...me }), one),
      await figure('joining a waitlist', cloud.send(heavyOpenid, 'waitlist.join', { sessionId: FULL, ...me }), one),
    ]
  } finally {
    await cloud.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/**
 * Loads a world without indexes, because the cloud builds them all at once when it opens the data; returns how many
 * bookings it has.
 */
async function fill(dir: string, chunks: Iterable<Chunk>): Promise<number> {
  const { collections } = databaseSchema as unknown as DatabaseSchema
  const bare = Object.fromEntries(Object.keys(collections).map(name => [name, { indexes: [] }]))
  const engine = await openEngine({ dir, schema: { collections: bare }, now: Date.now })
  const waiting = new Map<string, Record<string, unknown>[]>()
  let bookings = 0
  const load = async (collection: string) => {
    const documents = waiting.get(collection) ?? []
    waiting.delete(collection)
    const loaded = await engine.load(collection, documents)
    if (collection === 'bookings') bookings += loaded
  }
  try {
    for (const { collection, documents } of chunks) {
      const held = waiting.get(collection) ?? []
      held.push(...storedForm(collection, documents))
      waiting.set(collection, held)
      if (held.length >= PORTION) await load(collection)
    }
    for (const collection of [...waiting.keys()]) await load(collection)
  } finally {
    await engine.close()
  }
  return bookings
}
