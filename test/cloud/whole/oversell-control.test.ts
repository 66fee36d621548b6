import { randomUUID } from 'node:crypto'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

/** Negative controls: unconditional writes, as in comparable products, oversell on the same database. */
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud()
})
afterAll(() => cloud.close())

const people = Array.from({ length: 50 }, (_, n) => `person-${n}`)

test('ten places are oversold when they are counted, compared and then written', async () => {
  const { engine } = cloud
  const book = async (openid: string) => {
    const { total } = await engine.count('bookings', { sessionId: 'calligraphy-1' })
    if (total >= 10) return false
    await engine.insert('bookings', [{ _id: randomUUID(), sessionId: 'calligraphy-1', accountId: openid }])
    return true
  }
  const letIn = (await Promise.all(people.map(book))).filter(Boolean).length
  expect(letIn).toBeGreaterThan(10)
})

test('one seat is had by more than one when it is looked up and then written', async () => {
  const { engine } = cloud
  const sit = async (openid: string) => {
    const { total } = await engine.count('bookings', { spots: 's3-2' })
    if (total > 0) return false
    await engine.insert('bookings', [{ _id: randomUUID(), spots: ['s3-2'], accountId: openid }])
    return true
  }
  expect((await Promise.all(people.map(sit))).filter(Boolean).length).toBeGreaterThan(1)
})
