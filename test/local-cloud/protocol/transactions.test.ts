/** Transactions through the real SDK. */
import { type Collection, type Database, failure, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
let db: Database
let things: Collection

beforeAll(async () => {
  cloud = await startTestCloud({
    collections: { things: { indexes: [{ name: 'code', keys: [['code', 1]], unique: true }] } },
  })
  db = cloud.db
  things = db.collection('things')
})
afterAll(() => cloud.close())
beforeEach(async () => {
  await things.where({}).remove()
  await things.add({
    data: [
      { _id: 'a', code: 'a', n: 1 },
      { _id: 'b', code: 'b', n: 1 },
    ],
  })
})

const n = async (id: string) => (await things.doc(id).get()).data.n

test('commits all of its writes together', async () => {
  const result = await db.runTransaction(async transaction => {
    const held = transaction.collection('things')
    const { data } = await held.doc('a').get()
    await held.doc('a').update({ data: { n: Number(data.n) + 1 } })
    await held.doc('b').remove()
    await held.add({ data: { _id: 'c', code: 'c' } })
    await held.doc('d').set({ data: { code: 'd' } })
    expect((await held.doc('a').get()).data.n).toBe(2)
    expect(await n('a')).toBe(1)
    return 'done'
  })
  expect(result).toBe('done')
  const { data } = await things.orderBy('_id', 'asc').get()
  expect(data).toEqual([
    { _id: 'a', code: 'a', n: 2 },
    { _id: 'c', code: 'c' },
    { _id: 'd', code: 'd' },
  ])
})

test('leaves nothing behind when rolled back', async () => {
  const transaction = await db.startTransaction()
  await transaction
    .collection('things')
    .doc('a')
    .update({ data: { n: 9 } })
  await transaction.rollback()
  expect(await n('a')).toBe(1)
  await things.doc('a').update({ data: { n: 5 } })
  expect(await n('a')).toBe(5)
})

test('reads one snapshot, from its first operation on', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('things').doc('b').get()
  await things.doc('a').update({ data: { n: 7 } })
  await things.doc('b').remove()
  const held = transaction.collection('things')
  expect((await held.doc('a').get()).data.n).toBe(1)
  expect((await held.doc('b').get()).data.n).toBe(1)
  await transaction.commit()
})

test('a write to what changed since the snapshot is a conflict, at once', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('things').doc('a').get()
  await things.doc('a').update({ data: { n: 7 } })
  const error = await failure(
    transaction
      .collection('things')
      .doc('a')
      .update({ data: { n: 8 } }),
  )
  expect(error.errCode).toBe(-501001)
  expect(error.message).toContain('[ResourceUnavailable.TransactionConflict]')
  await transaction.rollback()
  expect(await n('a')).toBe(7)
})

test('a write to what another transaction wrote is a conflict, at once', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()]
  await first
    .collection('things')
    .doc('a')
    .update({ data: { n: 2 } })
  expect(
    (
      await failure(
        second
          .collection('things')
          .doc('a')
          .update({ data: { n: 3 } }),
      )
    ).message,
  ).toContain('TransactionConflict')
  await first.commit()
  expect(await n('a')).toBe(2)
  expect((await failure(second.commit())).message).toContain('TransactionNotExist')
})

test('a plain write waits for the transaction that holds the document', async () => {
  const transaction = await db.startTransaction()
  await transaction
    .collection('things')
    .doc('a')
    .update({ data: { n: 10 } })
  let answered = false
  const plain = things
    .where({ _id: 'a' })
    .update({ data: { n: db.command.inc(1) } })
    .then(() => {
      answered = true
    })
  // A later write to another document completes, so the first one was attempted and is waiting.
  await things.doc('b').update({ data: { n: 2 } })
  expect(answered).toBe(false)
  await transaction.commit()
  await plain
  expect(await n('a')).toBe(11)
})

test('where reads in the snapshot, with sort and limit', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('things').doc('a').get()
  await things.add({ data: { _id: 'later', code: 'later', n: 1 } })
  const held = transaction.collection('things')
  await held.add({ data: { _id: 'c', code: 'c', n: 1 } })
  const { data } = await held.where({ n: 1 }).orderBy('_id', 'desc').limit(2).get()
  expect(data.map(({ _id }) => _id)).toEqual(['c', 'b'])
  await transaction.rollback()
})

test('a duplicate key inside is told as such', async () => {
  const transaction = await db.startTransaction()
  const held = transaction.collection('things')
  expect((await failure(held.add({ data: { _id: 'a', code: 'x' } }))).message).toContain('E11000')
  expect((await failure(held.add({ data: { _id: 'z', code: 'b' } }))).message).toContain('E11000')
  await held.add({ data: { _id: 'y', code: 'y' } })
  await transaction.commit()
  expect((await things.count()).total).toBe(3)
})

test('two that claim the same unique value: the second to commit conflicts', async () => {
  const [first, second] = [await db.startTransaction(), await db.startTransaction()]
  await first.collection('things').add({ data: { _id: 'p', code: 'same' } })
  await second.collection('things').add({ data: { _id: 'q', code: 'same' } })
  await first.commit()
  expect((await failure(second.commit())).code).toBe('DATABASE_TRANSACTION_CONFLICT')
  expect((await things.where({ code: 'same' }).count()).total).toBe(1)
})

test('runTransaction runs again after a conflict at commit', async () => {
  let runs = 0
  await db.runTransaction(async transaction => {
    runs++
    await transaction.collection('things').add({ data: { _id: `try${runs}`, code: runs === 1 ? 'late' : 'fresh' } })
    if (runs === 1) await things.add({ data: { _id: 'rival', code: 'late' } })
  })
  expect(runs).toBe(2)
  expect((await things.where({ code: 'fresh' }).count()).total).toBe(1)
})

test('an unknown, finished or malformed transaction is refused', async () => {
  const transaction = await db.startTransaction()
  await transaction.commit()
  expect((await failure(transaction.commit())).code).toBe('DATABASE_TRANSACTION_FAIL')
  const held = transaction.collection('things').doc('a')
  expect((await failure(held.update({ data: { n: 2 } }))).message).toContain('TransactionNotExist')
})

test('transfers that retry keep the sum, and lose none', async () => {
  const transfer = async (from: string, to: string): Promise<void> => {
    const transaction = await db.startTransaction()
    const held = transaction.collection('things')
    try {
      const [source, target] = [(await held.doc(from).get()).data, (await held.doc(to).get()).data]
      await held.doc(from).update({ data: { n: Number(source.n) - 1 } })
      await held.doc(to).update({ data: { n: Number(target.n) + 1 } })
      await transaction.commit()
    } catch (error) {
      if (!String((error as Error).message).includes('TransactionConflict')) throw error
      await transaction.rollback()
      return transfer(from, to)
    }
  }
  const ways: [string, string][] = [
    ['a', 'b'],
    ['b', 'a'],
    ['a', 'b'],
    ['a', 'b'],
  ]
  await Promise.all(ways.map(([from, to]) => transfer(from, to)))
  expect([await n('a'), await n('b')]).toEqual([-1, 3])
})
