/** Stages and operators of the page, as the SDK sends them, with the values that MongoDB documents. */
import { rowsOf, testTable } from './page'
import { startWithSdk } from './sdk'

type Started = Awaited<ReturnType<typeof startWithSdk>>
type Make = (...operands: unknown[]) => unknown
interface Chain {
  [stage: string]: (argument: unknown) => Chain
}
let started: Started
let db: ReturnType<Started['sdk']['database']>

const NOTES = [
  { _id: 'a', n: 1, kind: 'x', tags: ['p', 'q'] },
  { _id: 'b', n: 2, kind: 'y', tags: [] },
  { _id: 'c', n: 4, kind: 'x', tags: ['q'] },
]

beforeAll(async () => {
  const indexes = [{ name: 'at', keys: [['at', '2dsphere'] as [string, '2dsphere']] }]
  started = await startWithSdk({ schema: { collections: { notes: { indexes: [] }, places: { indexes } } } })
  db = started.sdk.database()
  await db.collection('notes').add({ data: NOTES })
  await db.collection('places').add({ data: { _id: 'p', at: db.Geo.Point(113.3, 23.1) } })
})
afterAll(() => started.running.stop())

const $ = (name: string) => (db.command.aggregate as unknown as Record<string, Make>)[name] as Make

async function run(collection: string, ...stages: [string, unknown][]): Promise<Record<string, unknown>[]> {
  let chain = db.collection(collection).aggregate() as unknown as Chain
  for (const [name, argument] of stages) chain = chain[name]?.(argument) as Chain
  return (await (chain as unknown as { end(): Promise<{ list: Record<string, unknown>[] }> }).end()).list
}

/** Stages on the notes, and what they return. */
const gives = (stages: [string, unknown][], expected: unknown) => async () =>
  expect(await run('notes', ...stages)).toEqual(expected)
const only = (...ids: string[]) => NOTES.filter(({ _id }) => ids.includes(_id))

testTable('Aggregation', 'stage', {
  addFields: gives(
    [
      ['match', { _id: 'a' }],
      ['addFields', { m: 5 }],
    ],
    [{ ...NOTES[0], m: 5 }],
  ),
  bucket: gives(
    [['bucket', { groupBy: '$n', boundaries: [0, 2, 5], output: { n: { $sum: '$n' } } }]],
    [
      { _id: 0, n: 1 },
      { _id: 2, n: 6 },
    ],
  ),
  bucketAuto: gives(
    [['bucketAuto', { groupBy: '$n', buckets: 2 }]],
    [
      { _id: { min: 1, max: 4 }, count: 2 },
      { _id: { min: 4, max: 4 }, count: 1 },
    ],
  ),
  count: gives([['count', 'all']], [{ all: 3 }]),
  group: gives(
    [['group', { _id: '$kind', n: { $sum: '$n' } }]],
    [
      { _id: 'x', n: 5 },
      { _id: 'y', n: 2 },
    ],
  ),
  limit: gives([['limit', 1]], only('a')),
  lookup: gives(
    [
      ['match', { _id: 'b' }],
      ['lookup', { from: 'notes', localField: 'kind', foreignField: 'kind', as: 'same' }],
    ],
    [{ ...NOTES[1], same: only('b') }],
  ),
  match: gives([['match', { n: { $gte: 2 } }]], only('b', 'c')),
  project: gives(
    [
      ['limit', 1],
      ['project', { _id: 0, n: 1 }],
    ],
    [{ n: 1 }],
  ),
  replaceRoot: gives(
    [
      ['limit', 1],
      ['replaceRoot', { newRoot: { was: '$_id' } }],
    ],
    [{ was: 'a' }],
  ),
  async sample() {
    expect(new Set((await run('notes', ['sample', { size: 3 }])).map(({ _id }) => _id)).size).toBe(3)
  },
  skip: gives([['skip', 2]], only('c')),
  sort: gives(
    [
      ['sort', { n: -1 }],
      ['limit', 1],
    ],
    only('c'),
  ),
  sortByCount: gives(
    [['sortByCount', '$kind']],
    [
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ],
  ),
  unwind: gives(
    [
      ['unwind', '$tags'],
      ['project', { _id: 0, tags: 1 }],
    ],
    [{ tags: 'p' }, { tags: 'q' }, { tags: 'q' }],
  ),
  async geoNear() {
    const near = { near: db.Geo.Point(113.3, 23.1), distanceField: 'away', spherical: true }
    expect(await run('places', ['geoNear', near])).toMatchObject([{ _id: 'p', away: 0 }])
  },
})

/** Sends stages as another SDK would; rejects with what is refused. */
async function send(...stages: Record<string, unknown>[]): Promise<unknown[]> {
  const body = {
    action: 'database.aggregateDocuments',
    collectionName: 'notes',
    stages: stages.map(stage => {
      const [[stageKey, value]] = Object.entries(stage) as [[string, unknown]]
      return { stageKey, stageValue: JSON.stringify(value) }
    }),
  }
  const reply = await fetch(`${started.cloud.url}/admin`, { method: 'POST', body: JSON.stringify(body) })
  const { data, message } = (await reply.json()) as { data?: { list: string[] }; message?: string }
  if (!data) throw new Error(message)
  return data.list.map(text => JSON.parse(text.replace(/\{"\$number\w+":"(\d+)"\}/g, '$1')))
}
const answers = (stages: Record<string, unknown>[], expected: unknown) => async () =>
  expect(await send(...stages)).toEqual(expected)
const refused = (name: string) => [name, () => send({ [`$${name}`]: {} })] as const
const graph = { from: 'notes', startWith: '$kind', connectFromField: 'kind', connectToField: 'kind', as: 'all' }

testTable('Aggregation', 'other stage', {
  facet: answers([{ $facet: { one: [{ $limit: 1 }], all: [{ $count: 'n' }] } }], [{ one: only('a'), all: [{ n: 3 }] }]),
  graphLookup: answers(
    [{ $limit: 1 }, { $graphLookup: graph }, { $project: { _id: 0, all: { $size: '$all' } } }],
    [{ all: 2 }],
  ),
  redact: answers([{ $redact: { $cond: [{ $eq: ['$kind', 'y'] }, '$$KEEP', '$$PRUNE'] } }], only('b')),
  replaceWith: answers([{ $limit: 1 }, { $replaceWith: { was: '$_id' } }], [{ was: 'a' }]),
  set: answers([{ $limit: 1 }, { $set: { m: 1 } }], [{ ...NOTES[0], m: 1 }]),
  unset: answers([{ $limit: 1 }, { $unset: ['tags', 'kind'] }], [{ _id: 'a', n: 1 }]),
  unionWith: answers([{ $unionWith: 'notes' }, { $count: 'n' }], [{ n: 6 }]),
  ...Object.fromEntries(
    [
      'out',
      'merge',
      'collStats',
      'indexStats',
      'densify',
      'fill',
      'documents',
      'setWindowFields',
      'search',
      'changeStream',
    ].map(refused),
  ),
})

/** Input documents have these fields. */
const INPUT = {
  n: 7,
  list: [3, 1, 2],
  text: 'café',
  at: new Date('2026-01-03T04:05:06.007Z'),
  no: null,
}

/** What an operator makes of its operands. */
const makes = (name: string, operands: unknown, expected: unknown) => async () => {
  await db.collection('notes').add({ data: { _id: 'input', ...INPUT } })
  try {
    const value = await run('notes', ['match', { _id: 'input' }], ['project', { _id: 0, value: $(name)(operands) }])
    expect(value).toEqual([{ value: expected }])
  } finally {
    await (db.collection('notes').doc('input') as unknown as { remove(): Promise<unknown> }).remove()
  }
}
const date = (name: string, expected: number) => makes(name, '$at', expected)
/** What an accumulator makes of the notes' numbers, or of another expression. */
const accumulates = (name: string, of: unknown, expected: unknown) => async () =>
  expect(await run('notes', ['group', { _id: null, value: $(name)(of) }])).toEqual([{ _id: null, value: expected }])

testTable('Aggregation', 'operator', {
  abs: makes('abs', -7, 7),
  add: makes('add', ['$n', 1, 2], 10),
  ceil: makes('ceil', 1.2, 2),
  divide: makes('divide', ['$n', 2], 3.5),
  exp: makes('exp', 0, 1),
  floor: makes('floor', -1.2, -2),
  ln: makes('ln', 1, 0),
  log: makes('log', [8, 2], 3),
  log10: makes('log10', 1000, 3),
  mod: makes('mod', ['$n', 4], 3),
  multiply: makes('multiply', ['$n', 2], 14),
  pow: makes('pow', [2, 10], 1024),
  sqrt: makes('sqrt', 49, 7),
  subtract: makes('subtract', ['$n', 2], 5),
  trunc: makes('trunc', -7.8, -7),
  arrayElemAt: makes('arrayElemAt', ['$list', -1], 2),
  arrayToObject: makes('arrayToObject', [[{ k: 'a', v: 1 }]], { a: 1 }),
  concatArrays: makes('concatArrays', ['$list', [4]], [3, 1, 2, 4]),
  filter: makes('filter', { input: '$list', as: 'each', cond: { $gt: ['$$each', 1] } }, [3, 2]),
  in: makes('in', [2, '$list'], true),
  indexOfArray: makes('indexOfArray', ['$list', 2], 2),
  isArray: makes('isArray', '$list', true),
  map: makes('map', { input: '$list', as: 'each', in: { $add: ['$$each', 1] } }, [4, 2, 3]),
  range: makes('range', [0, 6, 2], [0, 2, 4]),
  reduce: makes('reduce', { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } }, 6),
  reverseArray: makes('reverseArray', '$list', [2, 1, 3]),
  size: makes('size', '$list', 3),
  slice: makes('slice', ['$list', 1, 2], [1, 2]),
  zip: makes('zip', { inputs: ['$list', ['a', 'b']], useLongestLength: true, defaults: [0, 'z'] }, [
    [3, 'a'],
    [1, 'b'],
    [2, 'z'],
  ]),
  and: makes('and', [true, '$n'], true),
  not: makes('not', ['$no'], true),
  or: makes('or', ['$no', 0], false),
  cmp: makes('cmp', ['$n', 8], -1),
  eq: makes('eq', ['$list', [3, 1, 2]], true),
  gt: makes('gt', ['$text', '$n'], true),
  gte: makes('gte', ['$n', 7], true),
  lt: makes('lt', ['$n', 7], false),
  lte: makes('lte', ['$no', '$n'], true),
  neq: makes('neq', ['$n', 7], false),
  cond: makes('cond', { if: '$no', then: 1, else: 2 }, 2),
  ifNull: makes('ifNull', ['$no', 'instead'], 'instead'),
  switch: makes('switch', { branches: [{ case: '$no', then: 1 }], default: 2 }, 2),
  dateFromParts: makes(
    'dateFromParts',
    { year: 2026, month: 1, day: 3, timezone: 'Asia/Shanghai' },
    new Date('2026-01-02T16:00:00Z'),
  ),
  dateFromString: makes('dateFromString', { dateString: '2026-01-03' }, new Date('2026-01-03T00:00:00Z')),
  dateToString: makes(
    'dateToString',
    { date: '$at', format: '%Y/%m/%d %H:%M', timezone: '+08:00' },
    '2026/01/03 12:05',
  ),
  dayOfMonth: date('dayOfMonth', 3),
  dayOfWeek: date('dayOfWeek', 7),
  dayOfYear: date('dayOfYear', 3),
  isoDayOfWeek: date('isoDayOfWeek', 6),
  isoWeek: date('isoWeek', 1),
  isoWeekYear: date('isoWeekYear', 2026),
  millisecond: date('millisecond', 7),
  minute: date('minute', 5),
  month: date('month', 1),
  second: date('second', 6),
  hour: date('hour', 4),
  week: date('week', 0),
  year: date('year', 2026),
  allElementsTrue: makes('allElementsTrue', [[true, 1]], true),
  anyElementTrue: makes('anyElementTrue', [[false, 0]], false),
  setDifference: makes('setDifference', ['$list', [1]], [3, 2]),
  setEquals: makes('setEquals', ['$list', [1, 2, 3, 3]], true),
  setIntersection: makes('setIntersection', ['$list', [2, 9]], [2]),
  setIsSubset: makes('setIsSubset', [[1], '$list'], true),
  setUnion: makes('setUnion', [[1], [1, 2]], [1, 2]),
  concat: makes('concat', ['$text', '!'], 'café!'),
  indexOfBytes: makes('indexOfBytes', ['$text', 'é'], 3),
  indexOfCP: makes('indexOfCP', ['$text', 'f'], 2),
  split: makes('split', ['a-b', '-'], ['a', 'b']),
  strLenBytes: makes('strLenBytes', '$text', 5),
  strLenCP: makes('strLenCP', '$text', 4),
  strcasecmp: makes('strcasecmp', ['A', 'a'], 0),
  substr: makes('substr', ['abc', 1, -1], 'bc'),
  substrBytes: makes('substrBytes', ['$text', 0, 3], 'caf'),
  substrCP: makes('substrCP', ['$text', 3, 1], 'é'),
  toLower: makes('toLower', 'ABC', 'abc'),
  toUpper: makes('toUpper', '$absent', ''),
  mergeObjects: makes('mergeObjects', [{ a: 1 }, { a: 2, b: 3 }], { a: 2, b: 3 }),
  objectToArray: makes('objectToArray', { a: 1 }, [{ k: 'a', v: 1 }]),
  literal: makes('literal', '$n', '$n'),
  let: makes('let', { vars: { m: '$n' }, in: { $add: ['$$m', 1] } }, 8),
  addToSet: accumulates('addToSet', '$kind', ['x', 'y']),
  avg: accumulates('avg', { $multiply: ['$n', 3] }, 7),
  first: accumulates('first', '$n', 1),
  last: accumulates('last', '$n', 4),
  max: accumulates('max', '$n', 4),
  min: accumulates('min', '$n', 1),
  push: accumulates('push', '$n', [1, 2, 4]),
  stdDevPop: accumulates('stdDevPop', { $cond: [{ $eq: ['$n', 4] }, null, '$n'] }, 0.5),
  stdDevSamp: accumulates('stdDevSamp', { $cond: [{ $eq: ['$n', 1] }, null, '$n'] }, Math.SQRT2),
  sum: accumulates('sum', '$n', 7),
  meta: makes('meta', 'textScore', null),
})

it.each([
  ['stage', () => Object.getOwnPropertyNames(Object.getPrototypeOf(db.collection('notes').aggregate()))],
  ['operator', () => Object.keys(db.command.aggregate)],
])('the page names every %s of the SDK', (title, ofSdk) => {
  const rows = [title, 'other stage'].flatMap(table => rowsOf('Aggregation', table).map(({ name }) => name))
  const inner = ['constructor', 'pushStage', 'end', 'pipeline']
  expect(ofSdk().filter(name => !rows.includes(name) && !inner.includes(name))).toEqual([])
})
