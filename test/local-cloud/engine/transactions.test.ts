/** What transactions promise beyond what the SDK can show: their time limit and their end. */
import { type Engine, EngineError } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { tempDir } from '../temp-dir'

let engine: Engine

beforeEach(async () => {
  engine = await openEngine({
    dir: tempDir(),
    schema: { collections: { things: { indexes: [] } } },
    now: Date.now,
    transactionTimeLimit: 100,
  })
  await engine.insert('things', [{ _id: 'a', n: 1 }])
})
afterEach(() => engine.close())

const raise = (by: number, transactionId?: string) =>
  engine.update(
    'things',
    { filter: { _id: 'a' }, update: { $inc: { n: by } }, multi: false, upsert: false },
    transactionId,
  )
const value = async () => (await engine.find('things', { filter: { _id: 'a' }, limit: 1 })).documents[0]?.n

async function code(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof EngineError ? error.code : `no engine error: ${String(error)}`
}

test('one that is forgotten ends by itself, and those who waited go on', async () => {
  const forgotten = await engine.startTransaction()
  await raise(10, forgotten)
  await raise(1)
  expect(await value()).toBe(2)
  expect(await code(engine.commitTransaction(forgotten))).toBe('TRANSACTION_NOT_EXIST')
})

test('one that has met a conflict can only be aborted', async () => {
  const late = await engine.startTransaction()
  await raise(1)
  expect(await code(raise(1, late))).toBe('TRANSACTION_CONFLICT')
  expect(await code(engine.commitTransaction(late))).toBe('TRANSACTION_NOT_EXIST')
  await engine.abortTransaction(late)
  expect(await code(engine.abortTransaction(late))).toBe('TRANSACTION_NOT_EXIST')
  expect(await value()).toBe(2)
})

test('a document removed meanwhile is a conflict too, one made meanwhile as well', async () => {
  const [first, second] = [await engine.startTransaction(), await engine.startTransaction()]
  await engine.remove('things', { filter: { _id: 'a' }, multi: false })
  await engine.insert('things', [{ _id: 'b' }])
  expect(await code(raise(1, first))).toBe('TRANSACTION_CONFLICT')
  expect(await code(engine.insert('things', [{ _id: 'b' }], second))).toBe('TRANSACTION_CONFLICT')
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

test('only single documents by id are reached', async () => {
  const id = await engine.startTransaction()
  expect(await code(engine.find('things', { filter: { n: 1 }, limit: 1 }, id))).toBe('REFUSED')
  await engine.abortTransaction(id)
})

test('closing ends what is open and keeps what was written', async () => {
  const id = await engine.startTransaction()
  await raise(5, id)
  const waiting = raise(1)
  await engine.close()
  await waiting
  await expect(value()).rejects.toThrow()
})
