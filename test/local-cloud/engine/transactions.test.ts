/** Properties of transactions that the SDK cannot show: their time limit and their end. */
import { type Engine, EngineError } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { tempDir } from '../temp-dir'

let engine: Engine

async function open(timeLimit: { transactionTimeLimit?: number } = {}): Promise<void> {
  engine = await openEngine({
    ...{ dir: tempDir(), schema: { collections: { things: { indexes: [] } } } },
    ...{ now: Date.now, ...timeLimit },
  })
  await engine.insert('things', [{ _id: 'a', n: 1 }])
}

beforeEach(() => open())
afterEach(() => engine.close())

const raise = (by: number, transactionId?: string) =>
  engine.update(
    'things',
    { filter: { _id: 'a' }, update: { $inc: { n: by } }, multi: false, upsert: false },
    transactionId,
  )
/** Starts a transaction and takes its snapshot, which the first operation does. */
async function startNow(): Promise<string> {
  const id = await engine.startTransaction()
  await engine.find('things', { filter: { _id: 'none' }, limit: 1 }, id)
  return id
}
const value = async () => (await engine.find('things', { filter: { _id: 'a' }, limit: 1 })).documents[0]?.n

async function code(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof EngineError ? error.code : `no engine error: ${String(error)}`
}

test('one that is forgotten ends by itself, and those who waited go on', async () => {
  await engine.close()
  await open({ transactionTimeLimit: 2000 })
  const forgotten = await engine.startTransaction()
  await raise(10, forgotten)
  await raise(1)
  expect(await value()).toBe(2)
  expect(await code(engine.commitTransaction(forgotten))).toBe('TRANSACTION_NOT_EXIST')
})

test('one that has met a conflict can only be aborted', async () => {
  const late = await startNow()
  await raise(1)
  expect(await code(raise(1, late))).toBe('TRANSACTION_CONFLICT')
  expect(await code(engine.commitTransaction(late))).toBe('TRANSACTION_NOT_EXIST')
  await engine.abortTransaction(late)
  expect(await code(engine.abortTransaction(late))).toBe('TRANSACTION_NOT_EXIST')
  expect(await value()).toBe(2)
})

test('a document removed meanwhile is a conflict too, one made meanwhile as well', async () => {
  const [first, second] = [await startNow(), await startNow()]
  await engine.remove('things', { filter: { _id: 'a' }, multi: false })
  await engine.insert('things', [{ _id: 'b' }])
  expect(await code(raise(1, first))).toBe('TRANSACTION_CONFLICT')
  expect(await code(engine.insert('things', [{ _id: 'b' }], second))).toBe('TRANSACTION_CONFLICT')
})

test('the snapshot is taken at the first operation, not at the start', async () => {
  const id = await engine.startTransaction()
  await raise(1)
  expect((await engine.find('things', { filter: { _id: 'a' }, limit: 1 }, id)).documents[0]?.n).toBe(2)
  await raise(1, id)
  await engine.commitTransaction(id)
  expect(await value()).toBe(3)
})

test('the same document may be written again and again within one', async () => {
  const id = await engine.startTransaction()
  await raise(1, id)
  await raise(1, id)
  await engine.remove('things', { filter: { _id: 'a' }, multi: false }, id)
  await engine.insert('things', [{ _id: 'a', n: 40 }], id)
  await raise(2, id)
  expect(await value()).toBe(1)
  await engine.commitTransaction(id)
  expect(await value()).toBe(42)
})

test('a filter finds the snapshot and what the transaction wrote, and nothing that came later', async () => {
  await engine.insert('things', [
    { _id: 'b', n: 1 },
    { _id: 'c', n: 2 },
    { _id: 'd', n: 3 },
  ])
  const id = await startNow()
  await engine.insert('things', [{ _id: 'later', n: 1 }])
  await engine.update('things', { filter: { _id: 'd' }, update: { $set: { n: 1 } }, multi: false, upsert: false }, id)
  await engine.remove('things', { filter: { _id: 'b' }, multi: false }, id)
  await engine.insert('things', [{ _id: 'e', n: 2 }], id)
  const ids = async (filter: object, more: object = {}) => {
    const { documents } = await engine.find('things', { filter: { ...filter }, limit: 100, ...more }, id)
    return documents.map(({ _id }) => _id)
  }
  expect(await ids({ n: { $in: [1, 2] } })).toEqual(['a', 'c', 'd', 'e'])
  expect(await ids({}, { sort: [['_id', -1]], skip: 1, limit: 2 })).toEqual(['d', 'c'])
  expect(await ids({ _id: { $in: ['b', 'later', 'e'] } })).toEqual(['e'])
  const changed = await engine.updateAndReturn('things', { filter: { n: 2 }, update: { $set: { n: 9 } } }, id)
  expect(changed.document).toEqual({ _id: 'c', n: 9 })
  expect(await ids({ n: 9 })).toEqual(['c'])
  await engine.commitTransaction(id)
  const { documents } = await engine.find('things', { filter: {}, limit: 100 })
  expect(documents.map(({ _id }) => _id)).toEqual(['a', 'c', 'd', 'later', 'e'])
})

test('closing ends what is open and keeps what was written', async () => {
  const id = await engine.startTransaction()
  await raise(5, id)
  const waiting = raise(1)
  await engine.close()
  await waiting
  await expect(value()).rejects.toThrow()
})

test('what is written after closing is refused, and nothing else fails because of it', async () => {
  const failures: unknown[] = []
  const note = (failure: unknown) => failures.push(failure)
  process.on('uncaughtException', note)
  await engine.close()
  expect(await code(raise(1))).toBe('CANNOT_WRITE')
  // A turn that was still to be drained would run now.
  await new Promise(setImmediate)
  process.off('uncaughtException', note)
  expect(failures).toEqual([])
})
