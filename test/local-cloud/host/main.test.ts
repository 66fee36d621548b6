import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorld, post, ROOT, SCHEMA } from './harness'

const world = makeWorld({ probe: null })
const schemaFile = join(mkdtempSync(join(tmpdir(), 'schema-')), 'database.json')
writeFileSync(schemaFile, JSON.stringify(SCHEMA))
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(world.dir, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  /** Base address once it is ready; undefined when it ended instead. */
  url: string | undefined
  errors: string
  code: number | null
}

/** Runs the program as `npm start` does, until its ready line or its end. */
async function start(env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'local-cloud', 'main.ts')], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: world.dataDir,
      FUNCTIONS_DIR: world.functionsDir,
      SCHEMA_FILE: schemaFile,
      ...env,
    },
  })
  started.push(child)
  let errors = ''
  child.stderr?.on('data', chunk => {
    errors += chunk
  })
  const url = await new Promise<string | undefined>(resolve => {
    child.stdout?.on('data', chunk => {
      const ready = /^Ready: (http:\S+)\/preview\/$/m.exec(String(chunk))
      if (ready) resolve(ready[1])
    })
    child.once('close', () => resolve(undefined))
  })
  return { child, url, errors, code: child.exitCode }
}

async function ready(env: Record<string, string> = {}): Promise<{ child: ChildProcess; url: string }> {
  const { child, url, errors } = await start(env)
  if (!url) throw new Error(errors)
  return { child, url }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const gone = once(child, 'close')
  child.kill(signal)
  const [code] = await gone
  return code
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
