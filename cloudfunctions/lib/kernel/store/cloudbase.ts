import cloud from 'wx-server-sdk'
import type { BookingDocument, Documents, SessionDocument } from './documents'
import {
  type BookingWithSession,
  type Collection,
  Condition,
  type DueItem,
  type DueQuestion,
  Operation,
  type Path,
  type Picked,
  type Query,
  type Store,
  type Tally,
} from './port'
import { inShape, inShapeOf } from './shapes'

type Database = ReturnType<typeof cloud.database>
type Command = Database['command']

/** The store on WeChat CloudBase. Create one per invocation: it counts the calls of that invocation. */
export function cloudbaseStore(): Store {
  const database = cloud.database()
  let calls = 0
  const asStored = <Name extends keyof Documents>(name: Name) =>
    openCollection<Documents[Name]>(database, name, () => {
      calls++
    })
  const open = <Name extends keyof Documents>(name: Name) => inShape(name, asStored(name))
  return {
    centres: open('centres'),
    offerings: open('offerings'),
    sessions: open('sessions'),
    accounts: open('accounts'),
    bookings: open('bookings'),
    ballots: open('ballots'),
    checkins: open('checkins'),
    enrolments: open('enrolments'),
    doors: open('doors'),
    noshows: open('noshows'),
    staff: open('staff'),
    teams: open('teams'),
    invitations: open('invitations'),
    journal: open('journal'),
    closures: open('closures'),
    drafts: open('drafts'),
    publications: open('publications'),
    timetables: open('timetables'),
    notices: open('notices'),
    stations: open('stations'),
    sitters: open('sitters'),
    visits: open('visits'),
    stationacts: open('stationacts'),
    canteens: open('canteens'),
    menus: open('menus'),
    tillrows: open('tillrows'),
    tillcloses: open('tillcloses'),
    payments: open('payments'),
    search: open('search'),
    pointtasks: open('pointtasks'),
    pointgoods: open('pointgoods'),
    pointissues: open('pointissues'),
    pointsplits: open('pointsplits'),
    honours: open('honours'),
    pointpanels: open('pointpanels'),
    purses: open('purses'),
    pointrows: open('pointrows'),
    pointpairs: open('pointpairs'),
    deeds: open('deeds'),
    redemptions: open('redemptions'),
    needs: open('needs'),
    starrounds: open('starrounds'),
    centrestars: open('centrestars'),
    contests: open('contests'),
    contestentries: open('contestentries'),
    contestjurors: open('contestjurors'),
    volunteers: open('volunteers'),
    socialworkers: open('socialworkers'),
    shifts: open('shifts'),
    certificates: open('certificates'),
    groups: open('groups'),
    partners: open('partners'),
    partnerwants: open('partnerwants'),
    relations: open('relations'),
    repeatedorders: open('repeatedorders'),
    topics: open('topics'),
    topicvotes: open('topicvotes'),
    projects: open('projects'),
    figures: open('figures'),
    setbacks: open('setbacks'),
    timer: open('timer'),
    migrations: open('migrations'),
    usage: open('usage'),
    tries: open('tries'),
    asStored,
    due: questions => {
      calls++
      return due(database, questions)
    },
    bookingWithSession: async (bookingId, fields) => {
      calls++
      // Where the database refuses the joined read, or it fails, the documents are read one after the other.
      const found = await joinedBooking(database, bookingId, fields).catch(() => undefined)
      if (found === null) return null
      const booking = found ? inShapeOf('bookings', found.booking) : await open('bookings').get(bookingId)
      if (!booking) return null
      if (!found) return { booking, session: await open('sessions').get(booking.sessionId, fields) }
      return { booking, session: found.session && inShapeOf('sessions', found.session) }
    },
    calls: () => calls,
  }
}

function openCollection<D extends { _id: string }>(
  database: Database,
  name: string,
  onCall: () => void,
): Collection<D> {
  const { command } = database
  const collection = () => {
    onCall()
    return database.collection(name)
  }
  const where = (conditions: object) => collection().where(conditionsOf(conditions, command, database))

  const get = async (id: string, fields?: readonly string[]) => {
    const query = where({ _id: id }).limit(1)
    const { data } = (await (fields ? query.field(fieldsOf(fields)) : query).get()) as { data: unknown[] }
    return data.length > 0 ? (plain(data[0]) as D) : null
  }
  const find = async (query: Query<D> & { fields?: readonly string[] }) => {
    let request = where(query.where).limit(query.limit)
    for (const [field, direction] of query.sort ?? []) request = request.orderBy(field, direction)
    if (query.fields) request = request.field(fieldsOf(query.fields))
    const { data } = (await request.get()) as { data: unknown[] }
    return data.map(plain)
  }
  return {
    get: get as Collection<D>['get'],
    find: find as Collection<D>['find'],
    async count(conditions) {
      const { total } = (await where(conditions).count()) as { total: number }
      return total
    },
    async tally(conditions, by, sum, set) {
      const $ = command.aggregate
      const { list } = (await collection()
        .aggregate()
        .match(conditionsOf(conditions, command, database))
        .group({
          _id: `$${by}`,
          all: $.sum(`$${sum}`),
          withSet: $.sum($.cond([$.neq([`$${set}`, null]), `$${sum}`, 0])),
        })
        .limit(1000)
        .end()) as { list: ({ _id: string } & Tally)[] }
      return new Map(list.map(({ _id, all, withSet }) => [_id, { all, withSet }]))
    },
    async insert(document) {
      try {
        await collection().add({ data: document })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async update(conditions, change) {
      const { stats } = (await where(conditions).update({ data: changesOf(change, command) })) as {
        stats: { updated: number }
      }
      return stats.updated
    },
    async remove(conditions) {
      const { stats } = (await where(conditions).remove()) as { stats: { removed: number } }
      return stats.removed
    },
  }
}

/** A pipeline that is a part of another one, as the platform documents it; the SDK's types leave it out. */
interface SubPipeline {
  match(conditions: object): SubPipeline
  sort(by: object): SubPipeline
  limit(most: number): SubPipeline
  project(fields: object): SubPipeline
  done(): object[]
}

/** One aggregation that joins to the one document of `timer` what fits each question. */
async function due(database: Database, questions: readonly DueQuestion[]): Promise<Map<string, DueItem[]> | null> {
  const { command } = database
  const $ = command.aggregate as unknown as { pipeline(): SubPipeline }
  const joined = questions.reduce(
    (pipeline, { name, collection, where, by, limit }) =>
      pipeline.lookup({
        from: collection,
        pipeline: $.pipeline()
          .match(conditionsOf(where, command, database))
          .sort({ [by]: 1 })
          .limit(limit)
          .project({ at: `$${by}` })
          .done(),
        as: name,
      }),
    database.collection('timer').aggregate().limit(1),
  )
  const { list } = (await joined.end()) as { list: Record<string, { _id: string; at?: unknown }[]>[] }
  const [answers] = list
  if (!answers) return null
  return new Map(
    questions.map(({ name }) => [name, (answers[name] ?? []).map(({ _id, at }) => ({ _id, at: Number(at ?? 0) }))]),
  )
}

/** One aggregation that joins to the booking the fields of its session. */
async function joinedBooking<P extends Path<SessionDocument>>(
  database: Database,
  bookingId: string,
  fields: readonly P[],
): Promise<BookingWithSession<P> | null> {
  const { command } = database
  const $ = command.aggregate as unknown as { pipeline(): SubPipeline; eq(values: unknown[]): unknown }
  const { expr } = command as unknown as { expr(condition: unknown): object }
  const { list } = (await database
    .collection('bookings')
    .aggregate()
    .match({ _id: bookingId })
    .lookup({
      from: 'sessions',
      let: { id: '$sessionId' },
      pipeline: $.pipeline()
        .match(expr($.eq(['$_id', '$$id'])))
        .project(fieldsOf([...fields, 'shape']))
        .done(),
      as: JOINED,
    })
    .end()) as { list: (BookingDocument & { [JOINED]: Picked<SessionDocument, P>[] })[] }
  const [found] = list
  if (!found) return null
  const { [JOINED]: sessions, ...booking } = found
  return { booking: booking as unknown as BookingDocument, session: sessions[0] ?? null }
}

/** The field of a joined document, which no booking has. */
const JOINED = 'joinedSessions'

/** The SDK turns GeoJSON into objects of its own; this turns them back. */
function plain(document: unknown): unknown {
  const { location } = document as { location?: { toJSON?: () => unknown } }
  return location?.toJSON ? { ...(document as object), location: location.toJSON() } : document
}

function fieldsOf(fields: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(['_id', ...fields].map(field => [field, true]))
}

function conditionsOf(conditions: object, command: Command, database: Database): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(conditions).map(([field, value]) => [field, conditionOf(value, command, database)]),
  )
}

function conditionOf(value: unknown, command: Command, database: Database): unknown {
  if (!(value instanceof Condition)) return command.eq(value as never)
  switch (value.operator) {
    case 'and':
      return command.and(...(value.value as unknown[]).map(part => conditionOf(part, command, database) as never))
    case 'not':
      return command.not(conditionOf(value.value, command, database) as never)
    case 'near': {
      const { longitude, latitude } = value.value as { longitude: number; latitude: number }
      return command.geoNear({ geometry: database.Geo.Point(longitude, latitude) } as never)
    }
    default:
      return command[value.operator](value.value as never)
  }
}

function changesOf(change: object, command: Command): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(change).map(([field, value]) => {
      if (value instanceof Operation) {
        return [field, value.operator === 'remove' ? command.remove() : command[value.operator](value.value ?? 0)]
      }
      return [field, command.set(value)]
    }),
  )
}

/**
 * CloudBase passes MongoDB's message through, under codes that differ by gateway version, so the message is matched.
 */
function isDuplicateKey(error: unknown): boolean {
  const { message = '', errMsg = '', code = '' } = (error ?? {}) as Record<string, unknown>
  return /E11000|duplicate key|DUPLICATE/i.test(`${message} ${errMsg} ${code}`)
}
