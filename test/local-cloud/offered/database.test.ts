/** The database of the page, through the real SDK. */
import { rowsOf, testTable } from './page'
import { startWithSdk } from './sdk'

type Started = Awaited<ReturnType<typeof startWithSdk>>
let started: Started
let db: ReturnType<Started['sdk']['database']>
type Command = (...operands: unknown[]) => unknown
const command = (name: string, ...operands: unknown[]) =>
  (db.command as unknown as Record<string, Command>)[name]?.(...operands)
const AT = [113.3, 23.1]

beforeAll(async () => {
  const indexes = [{ name: 'at', keys: [['at', '2dsphere'] as [string, '2dsphere']] }]
  const schema = { collections: { notes: { indexes: [] }, places: { indexes }, work: { indexes: [] } } }
  started = await startWithSdk({ schema })
  db = started.sdk.database()
  await db.collection('notes').add({
    data: [
      { _id: 'a', n: 1, tags: ['x', 'y'], text: 'one', parts: [{ k: 1, v: 2 }] },
      { _id: 'b', n: 2, tags: ['y'], text: 'Two' },
      { _id: 'c', n: 3, tags: [] },
    ],
  })
  await db.collection('places').add({ data: { _id: 'p', at: db.Geo.Point(...AT) } })
})
afterAll(() => started.running.stop())

const notes = () => db.collection('notes')
const ids = async (where: Record<string, unknown>, collection = 'notes') =>
  (await db.collection(collection).where(where).get()).data.map(({ _id }) => _id)

testTable('Database', 'name', {
  async collection() {
    expect(await ids({})).toEqual(['a', 'b', 'c'])
  },
  async createCollection() {
    await db.createCollection('fresh')
    expect(await ids({}, 'fresh')).toEqual([])
    await expect(db.createCollection('fresh')).rejects.toBeDefined()
  },
  command: () => expect(Object.keys(db.command).length).toBeGreaterThan(30),
  async Geo() {
    const { data } = await db.collection('places').doc('p').get()
    expect(data.at).toMatchObject({ longitude: AT[0], latitude: AT[1] })
  },
  async RegExp() {
    expect(await ids({ text: db.RegExp({ regexp: '^t', options: 'i' }) })).toEqual(['b'])
  },
  async serverDate() {
    const before = Date.now()
    await db
      .collection('work')
      .doc('date')
      .set({ data: { at: db.serverDate() } })
    const { data } = await db.collection('work').doc('date').get()
    expect(Number(data.at)).toBeGreaterThanOrEqual(before)
    expect(Number(data.at)).toBeLessThanOrEqual(Date.now())
  },
  async startTransaction() {
    const transaction = await db.startTransaction()
    await transaction
      .collection('work')
      .doc('t')
      .set({ data: { n: 1 } })
    await transaction.rollback()
    expect(await ids({ _id: 't' }, 'work')).toEqual([])
  },
  async runTransaction() {
    const result = await db.runTransaction(async transaction => {
      await transaction
        .collection('work')
        .doc('r')
        .set({ data: { n: 1 } })
      return 'committed'
    })
    expect([result, await ids({ _id: 'r' }, 'work')]).toEqual(['committed', ['r']])
  },
})

testTable('Database', 'method of a collection', {
  async add() {
    expect(await db.collection('work').add({ data: { _id: 'added' } })).toMatchObject({ _id: 'added' })
  },
  async doc() {
    expect((await notes().doc('a').get()).data).toMatchObject({ n: 1 })
  },
  async where() {
    expect(await ids({ n: 2 })).toEqual(['b'])
  },
  async field() {
    expect((await notes().where({ _id: 'a' }).field({ n: true, _id: false }).get()).data).toEqual([{ n: 1 }])
  },
  async orderBy() {
    expect((await notes().orderBy('n', 'desc').get()).data.map(({ n }) => n)).toEqual([3, 2, 1])
  },
  async limit() {
    expect((await notes().limit(2).get()).data).toHaveLength(2)
  },
  async skip() {
    expect((await notes().skip(2).get()).data).toMatchObject([{ _id: 'c' }])
  },
  async get() {
    await db.collection('work').add({ data: Array.from({ length: 120 }, (_, i) => ({ _id: `many${i}` })) })
    expect((await db.collection('work').get()).data).toHaveLength(100)
    expect((await db.collection('work').limit(110).get()).data).toHaveLength(110)
  },
  async count() {
    expect(await notes().count()).toMatchObject({ total: 3 })
  },
  async update() {
    await db
      .collection('work')
      .doc('u')
      .set({ data: { n: 1 } })
    expect(
      await db
        .collection('work')
        .where({ _id: 'u' })
        .update({ data: { n: 2 } }),
    ).toMatchObject({
      stats: { updated: 1 },
    })
  },
  async remove() {
    await db
      .collection('work')
      .doc('gone')
      .set({ data: { n: 1 } })
    expect(await db.collection('work').doc('gone').remove()).toMatchObject({ stats: { removed: 1 } })
  },
  async aggregate() {
    expect((await notes().aggregate().count('n').end()).list).toEqual([{ n: 3 }])
  },
})

/** A query command and the notes it finds. */
const finds = (field: string, name: string, operand: unknown, expected: string[]) => async () =>
  expect(await ids({ [field]: command(name, operand) })).toEqual(expected)

/** An update command on `{n: 6, list: [1, 2, 3]}` and what becomes of it. */
const changes = (field: string, make: () => unknown, expected: object) => async () => {
  const work = db.collection('work').doc('changed')
  await work.set({ data: { n: 6, list: [1, 2, 3] } })
  await work.update({ data: { [field]: make() } })
  const { _id, ...rest } = (await work.get()).data
  expect(rest).toEqual(expected)
}
const area = () =>
  db.Geo.Polygon([
    db.Geo.LineString(
      [
        [113, 23],
        [114, 23],
        [114, 24],
        [113, 24],
        [113, 23],
      ].map(point => db.Geo.Point(...point)),
    ),
  ])
const near = async (name: string, operand: object) =>
  expect(await ids({ at: command(name, operand) }, 'places')).toEqual(['p'])

testTable('Database', 'command', {
  eq: finds('n', 'eq', 2, ['b']),
  neq: finds('n', 'neq', 2, ['a', 'c']),
  lt: finds('n', 'lt', 2, ['a']),
  lte: finds('n', 'lte', 2, ['a', 'b']),
  gt: finds('n', 'gt', 2, ['c']),
  gte: finds('n', 'gte', 2, ['b', 'c']),
  in: finds('n', 'in', [1, 3], ['a', 'c']),
  nin: finds('n', 'nin', [1, 3], ['b']),
  exists: finds('text', 'exists', false, ['c']),
  mod: async () => expect(await ids({ n: command('mod', 2, 1) })).toEqual(['a', 'c']),
  and: async () => expect(await ids({ n: command('and', command('gt', 1), command('lt', 3)) })).toEqual(['b']),
  or: async () => expect(await ids(command('or', { n: 1 }, { n: 3 }) as Record<string, unknown>)).toEqual(['a', 'c']),
  nor: async () => expect(await ids(command('nor', { n: 1 }, { n: 3 }) as Record<string, unknown>)).toEqual(['b']),
  not: async () => expect(await ids({ n: command('not', command('gt', 1)) })).toEqual(['a']),
  all: finds('tags', 'all', ['x', 'y'], ['a']),
  elemMatch: async () => expect(await ids({ parts: command('elemMatch', { k: 1, v: 2 }) })).toEqual(['a']),
  size: finds('tags', 'size', 0, ['c']),
  geoNear: () => near('geoNear', { geometry: db.Geo.Point(...AT), maxDistance: 10 }),
  geoWithin: () => near('geoWithin', { geometry: area() }),
  geoIntersects: () => near('geoIntersects', { geometry: area() }),
  expr: async () => expect(await ids({ $expr: { $eq: ['$n', 3] } })).toEqual(['c']),
  jsonSchema: async () =>
    expect(await ids(command('jsonSchema', { required: ['text'] }) as Record<string, unknown>)).toEqual(['a', 'b']),
  text: () => ids(command('text', { search: 'one' }) as Record<string, unknown>),
  set: changes('n', () => command('set', { a: 1 }), { n: { a: 1 }, list: [1, 2, 3] }),
  remove: changes('n', () => command('remove'), { list: [1, 2, 3] }),
  inc: changes('n', () => command('inc', 2), { n: 8, list: [1, 2, 3] }),
  mul: changes('n', () => command('mul', 2), { n: 12, list: [1, 2, 3] }),
  min: changes('n', () => command('min', 2), { n: 2, list: [1, 2, 3] }),
  max: changes('n', () => command('max', 2), { n: 6, list: [1, 2, 3] }),
  rename: changes('n', () => command('rename', 'm'), { m: 6, list: [1, 2, 3] }),
  bit: changes('n', () => command('bit', { and: 3 }), { n: 2, list: [1, 2, 3] }),
  push: changes('list', () => command('push', 4), { n: 6, list: [1, 2, 3, 4] }),
  pull: changes('list', () => command('pull', command('gt', 1)), { n: 6, list: [1] }),
  pullAll: changes('list', () => command('pullAll', [1, 3]), { n: 6, list: [2] }),
  pop: changes('list', () => command('pop'), { n: 6, list: [1, 2] }),
  shift: changes('list', () => command('shift'), { n: 6, list: [2, 3] }),
  unshift: changes('list', () => command('unshift', 0), { n: 6, list: [0, 1, 2, 3] }),
  addToSet: changes('list', () => command('addToSet', 3), { n: 6, list: [1, 2, 3] }),
  async project() {
    const { data } = await notes()
      .where({ _id: 'a' })
      .field({ tags: db.command.project.slice(1) as object, n: true })
      .get()
    expect(data).toMatchObject([{ n: 1, tags: ['x'] }])
  },
  aggregate: () => expect(db.command.aggregate).toBeDefined(),
})

it.each([
  ['command', () => Object.keys(db.command)],
  ['name', () => [...Object.keys(db), ...methodsOf(db)]],
  ['method of a collection', () => methodsOf(notes())],
])('the page names every %s of the SDK', (title, ofSdk) => {
  const rows = rowsOf('Database', title).map(({ name }) => name)
  expect(ofSdk().filter(name => !rows.includes(name) && !INNER.includes(name))).toEqual([])
})

/** The SDK's own parts, which nobody calls. */
const INNER = [
  'constructor',
  'cloud',
  'config',
  'database',
  'collectionName',
  '_db',
  '_query',
  '_collection',
  'pushStage',
  '_aggregate',
]

function methodsOf(value: object): string[] {
  const names: string[] = []
  for (let at = Object.getPrototypeOf(value); at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    names.push(...Object.getOwnPropertyNames(at))
  }
  return names
}
