import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR } from '@domain/time'
import type { Documents } from '../../cloudfunctions/lib/kernel/store/documents'
import type { Store } from '../../cloudfunctions/lib/kernel/store/port'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from '../cloud/in-process/world'
import type { Bench, Figure } from './report'

const START = Date.parse('2026-07-01T02:00:00Z')
const WAITING = 1000
const PLACES = 200
const LISTED = 20
const SESSION = 'session-0'
/** What a session may take in the database while a thousand parties wait for it, and what the last join may cost of it. */
const MOST_KB = 20

/** What the database loads and stores for some calls: whole documents, also where the functions get only fields of them. */
interface Cost {
  documents: number
  loaded: number
  stored: number
}

/**
 * What it costs that a thousand parties wait for a full session of two hundred places: for those who join, and for everybody who
 * only looks. In this process and one after the other, so the figures are the same on every machine.
 */
export const waits: Bench = async () => {
  const world = openWorld()
  let cost: Cost = { documents: 0, loaded: 0, stored: 0 }
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff')],
    sessions: [aSession(START, { _id: SESSION, startsAt: START + DAY, capacity: PLACES })],
  })
  world.watch(({ collection, after }) => {
    if (collection === 'sessions' || collection === 'bookings') cost.stored += sizeOf(after)
  })
  world.wrapStore(store =>
    counting(store, documents => {
      cost.documents += documents.length
      cost.loaded += documents.reduce((sum, document) => sum + sizeOf(document), 0)
    }),
  )
  let serial = 0
  const ask = async <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) => {
    world.setClock(world.now() + 1)
    const flight = await world.start(openid, route, input, { requestId: `request-${serial++}` })
    const reply = await flight.finish()
    if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  }
  const costOf = async (calls: () => Promise<void>): Promise<Cost> => {
    cost = { documents: 0, loaded: 0, stored: 0 }
    await calls()
    return cost
  }
  const figures: Figure[] = []
  const note = (what: string, { documents, loaded, stored }: Cost, most?: number) => {
    figures.push({ what: `${what}: documents loaded`, value: documents, unit: 'documents' })
    figures.push({
      what: `${what}: loaded`,
      value: loaded / 1024,
      unit: 'KB',
      ...(most === undefined ? {} : { max: most }),
    })
    if (stored > 0)
      figures.push({
        what: `${what}: stored`,
        value: stored / 1024,
        unit: 'KB',
        ...(most === undefined ? {} : { max: most }),
      })
  }
  const party = { sessionId: SESSION, memberIds: ['self'] }
  for (let n = 0; n < PLACES; n++) await ask(`holder-${n}`, 'booking.create', party)
  const joining = (from: number, to: number) =>
    costOf(async () => {
      for (let n = from; n < to; n++) await ask(`waiting-${n}`, 'waitlist.join', party)
    })
  const claims = sizeOf((await world.stored('sessions'))[0] ?? {})
  const last = 32
  const first = await joining(0, last)
  const most = await joining(last, WAITING - last)
  const final = await joining(WAITING - last, WAITING)
  const per = ({ documents, loaded, stored }: Cost, calls: number): Cost => ({
    documents: documents / calls,
    loaded: loaded / calls,
    stored: stored / calls,
  })
  note('one of the first 32 joins', per(first, last))
  note('one of the last 32 of a thousand joins', per(final, last))
  note('a thousand joins', {
    documents: first.documents + most.documents + final.documents,
    loaded: first.loaded + most.loaded + final.loaded,
    stored: first.stored + most.stored + final.stored,
  })
  const [session] = await world.stored('sessions')
  if (!session) throw new Error('the session is gone')
  figures.push({
    what: 'the session, more than with its claims alone',
    value: (sizeOf(session) - claims) / 1024,
    unit: 'KB',
    max: MOST_KB,
  })
  note(
    'a roster of 200, a thousand waiting',
    await costOf(() => ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: SESSION })),
  )
  // Nineteen more like it, each with its own thousand.
  await world.seedAsStored({
    sessions: Array.from({ length: LISTED - 1 }, (_, n) => ({
      ...session,
      _id: `session-${n + 1}`,
      startsAt: session.startsAt + (n + 1) * HOUR,
      endsAt: session.endsAt + (n + 1) * HOUR,
    })),
  })
  note('a list of 20 sessions, a thousand waiting for each', await costOf(() => ask('reader', 'class.list', {})))
  note('the page of that class', await costOf(() => ask('reader', 'class.get', { offeringId: session.offeringId })))
  note('the home page', await costOf(() => ask('reader', 'home.get', { centreId: CENTRE })))
  note('the board of the day', await costOf(() => ask('staff', 'staff.today', { centreId: CENTRE })))
  return figures

  function counting(store: Store, loaded: (documents: object[]) => void): Store {
    const full = async (name: string, rows: readonly { _id: string }[]) => {
      const ids = rows.map(({ _id }) => _id)
      loaded(await world.stored(name as keyof Documents, { _id: { $in: ids } }))
    }
    const wrapped = Object.entries(store).map(([name, collection]) => {
      if (typeof collection === 'function' || (name !== 'sessions' && name !== 'bookings')) return [name, collection]
      const inner = collection as Store['sessions']
      const get = async (id: string, fields?: readonly never[]) => {
        const found = await inner.get(id, fields as never)
        if (found) await full(name, [found])
        return found
      }
      const find = async (query: Parameters<typeof inner.find>[0]) => {
        const found = await inner.find(query)
        await full(name, found)
        return found
      }
      return [name, { ...inner, get, find }]
    })
    return Object.fromEntries(wrapped) as Store
  }
}

function sizeOf(document: object): number {
  return JSON.stringify(document).length
}
