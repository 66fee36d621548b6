import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorld, post, SCHEMA } from './harness'
import { end, startMain } from './process'

const world = makeWorld({ probe: null })
const schemaFile = join(mkdtempSync(join(tmpdir(), 'schema-')), 'database.json')
writeFileSync(schemaFile, JSON.stringify(SCHEMA))
afterAll(() => rmSync(world.dir, { recursive: true, force: true }))

/** Runs the program as `npm start` does, until its ready line or its end. */
const start = (env: Record<string, string> = {}) =>
  startMain({ DATA_DIR: world.dataDir, FUNCTIONS_DIR: world.functionsDir, SCHEMA_FILE: schemaFile, ...env })

async function ready(env: Record<string, string> = {}): Promise<{ child: ChildProcess; url: string }> {
  const { child, url, errors } = await start(env)
  if (!url) throw new Error(errors)
  return { child, url }
}

it('keeps what it acknowledged through kill -9, and continues on the same folder', async () => {
  const first = await ready()
  const acknowledged: string[] = []
  const storm = Array.from({ length: 40 }, async (_, at) => {
    const answer = await post(first.url, 'probe', { do: 'add', id: `n${at}` }).catch(() => undefined)
    if (answer?.status !== 200) return
    acknowledged.push(`n${at}`)
    if (acknowledged.length === 10) first.child.kill('SIGKILL')
  })
  const gone = once(first.child, 'close')
  await Promise.all(storm)
  first.child.kill('SIGKILL')
  await gone
  const second = await ready()
  expect(acknowledged.length).toBeGreaterThanOrEqual(10)
  for (const id of acknowledged) {
    expect(await post(second.url, 'probe', { do: 'get', id })).toMatchObject({ status: 200, body: [{ _id: id }] })
  }
  expect(await end(second.child, 'SIGTERM')).toBe(0)
})

it('refuses a second process on the same folder, and the first one does not notice', async () => {
  const first = await ready()
  const second = await start()
  expect(second).toMatchObject({ url: undefined, code: 1 })
  expect(second.errors).toContain('is in use by another local cloud')
  expect(second.errors.trim().split('\n')).toHaveLength(1)
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
  expect(await end(first.child, 'SIGINT')).toBe(0)
})

it('says in one line that the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { url, code, errors } = await start({ PORT: port })
  server.close()
  expect([url, code]).toEqual([undefined, 1])
  expect(errors.trim()).toBe(`Port ${port} is in use. Stop the other program or set PORT to a free one.`)
})

it.each([
  ['PORT', 'eighty'],
  ['SCHEMA_FILE', '/does/not/exist.json'],
])('says in one line what is wrong with %s', async (name, value) => {
  const { url, code, errors } = await start({ [name]: value })
  expect([url, code]).toEqual([undefined, 1])
  expect(errors.trim().split('\n')).toHaveLength(1)
  expect(errors).toContain(value)
})
