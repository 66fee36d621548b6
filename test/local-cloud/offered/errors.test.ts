/** The failures of the page, in the protocol that every SDK speaks. */
import { type Running, startProbes } from '../host/harness'
import { rowsOf, testTable } from './page'

const HEADING = 'Errors'
let running: Running
beforeAll(async () => {
  running = await startProbes({ probe: null }, { defaultTimeoutS: 1 })
})
afterAll(() => running.stop())

type Reply = { code?: string; message?: string; data?: Record<string, unknown>; transactionId?: string }
async function ask(action: string, parameters: object = {}): Promise<Reply> {
  const body = JSON.stringify({ action, collectionName: 'notes', ...parameters })
  return (await fetch(`${running.cloud.url}/admin`, { method: 'POST', body })).json() as Promise<Reply>
}
const call = (name: string, event: object) =>
  ask('functions.invokeFunction', { function_name: name, request_data: JSON.stringify(event) })
const set = (n: number, more: object = {}) =>
  ask('database.modifyDocument', { query: '{"_id":"shared"}', queryType: 'DOC', data: `{"$set":{"n":${n}}}`, ...more })

const FAILURES: Record<string, () => Promise<Reply>> = {
  'a collection that does not exist': () => ask('database.getDocument', { collectionName: 'nowhere' }),
  'a collection that exists already': () => ask('database.addCollection'),
  async 'an id or a unique value that is taken'() {
    await ask('database.insertDocument', { data: ['{"_id":"taken"}'] })
    return ask('database.insertDocument', { data: ['{"_id":"taken"}'] })
  },
  'what the database refuses': () => ask('database.getDocument', { query: '{"n":{"$nonsense":1}}' }),
  'a malformed request': () => ask('database.getDocument', { limit: -1 }),
  async 'a conflict of transactions'() {
    await ask('database.insertDocument', { data: ['{"_id":"shared"}'] })
    const { transactionId } = await ask('database.startTransaction')
    await ask('database.getDocument', { transactionId, query: '{"_id":"shared"}', queryType: 'DOC' })
    await set(1)
    return set(2, { transactionId })
  },
  async 'a transaction that is over'() {
    const { transactionId } = await ask('database.startTransaction')
    await ask('database.commitTransaction', { transactionId })
    return ask('database.commitTransaction', { transactionId })
  },
  async 'a file that does not exist'() {
    const { data } = await ask('storage.batchGetDownloadUrl', { file_list: [{ fileid: 'cloud://a.b/none.txt' }] })
    const [answer] = (data?.download_list ?? []) as Reply[]
    return answer ?? {}
  },
  'a call of a function that does not exist': () => call('nobody', {}),
  'a call of a function that throws': () => call('probe', { do: 'throw' }),
  'a call of a function over its time limit': () => call('probe', { do: 'hang' }),
}

/** Texts that the page describes in words. */
const TEXTS: Record<string, string> = {
  'what the database refuses': 'unknown operator: $nonsense',
  'a malformed request': 'limit must be a whole number',
  'a call of a function that does not exist': 'nobody',
  'a call of a function that throws': 'Error: probe failed on purpose',
  'a call of a function over its time limit': 'after 1 seconds',
}

testTable(
  HEADING,
  'failure',
  Object.fromEntries(
    rowsOf(HEADING, 'failure').map(({ name, quoted: [code, text = ''] }) => [
      name,
      async () => {
        const reply = await FAILURES[name]?.()
        expect(reply?.code).toBe(code)
        for (const part of [text.startsWith('POST') ? '' : text, TEXTS[name] ?? ''])
          expect(reply?.message ?? '').toContain(part)
      },
    ]),
  ),
)

it('the page has every failure', () => {
  expect(rowsOf(HEADING, 'failure').map(({ name }) => name)).toEqual(Object.keys(FAILURES))
})
