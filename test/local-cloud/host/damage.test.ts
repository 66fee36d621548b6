/** Damaged files, full disks and killed processes are reported in a sentence, and nothing acknowledged is lost. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorld, post, ROOT, SCHEMA, startProbes } from './harness'
import { end, startMain, untilReady } from './process'

const world = makeWorld({ probe: null })
const schemaFile = join(mkdtempSync(join(tmpdir(), 'schema-')), 'database.json')
writeFileSync(schemaFile, JSON.stringify(SCHEMA))
afterAll(() => rmSync(world.dir, { recursive: true, force: true }))

const start = (dataDir: string, limit?: number) =>
  startMain({ DATA_DIR: dataDir, FUNCTIONS_DIR: world.functionsDir, SCHEMA_FILE: schemaFile }, limit)
const health = async (url: string) => {
  const reply = await fetch(`${url}/healthz`)
  return { status: reply.status, body: (await reply.json()) as object }
}

it('a data file that was cut off is reported in one sentence, and left as it is', async () => {
  const dataDir = join(world.dir, 'cut')
  const first = await start(dataDir)
  await post(String(first.url), 'probe', { do: 'add', id: 'a', text: 'x'.repeat(50_000) })
  await end(first.child, 'SIGTERM')
  const file = join(dataDir, 'db', 'data.mdb')
  truncateSync(file, readFileSync(file).length / 2)
  const before = readFileSync(file)
  const second = await start(dataDir)
  expect(second).toMatchObject({ url: undefined, code: 1 })
  expect(second.errors.trim().split('\n')).toHaveLength(1)
  expect(second.errors).toMatch(/damaged: .*cut off\. Nothing was changed\. Restore a backup/)
  expect(readFileSync(file).equals(before)).toBe(true)
})

it('a full disk refuses writes, is told by healthz, and keeps what was acknowledged', async () => {
  const dataDir = join(world.dir, 'full')
  const first = await start(dataDir, 3000)
  const url = String(first.url)
  expect(await health(url)).toMatchObject({ status: 200 })
  const acknowledged: string[] = []
  for (let i = 0, failed = 0; failed < 3; i++) {
    if (i > 500) throw new Error('the disk does not become full')
    const { status } = await post(url, 'probe', { do: 'add', id: `n${i}`, text: 'x'.repeat(60_000) })
    if (status === 200) acknowledged.push(`n${i}`)
    else failed++
  }
  expect(acknowledged.length).toBeGreaterThan(10)
  expect(await health(url)).toMatchObject({
    status: 503,
    body: { code: 'CANNOT_WRITE', message: expect.stringContaining('the database cannot be written to') },
  })
  const count = async (at: string) => ((await post(at, 'probe', { do: 'count' })).body as { total: number }).total
  expect(await count(url)).toBe(acknowledged.length)

  // Room is made: it writes again. Only Linux can change the limit of a running process.
  if (process.platform !== 'linux') return
  execFileSync('prlimit', ['--pid', String(first.child.pid), '--fsize=unlimited'])
  expect(await health(url)).toEqual({ status: 200, body: { ok: true } })
  expect(await post(url, 'probe', { do: 'add', id: 'later', text: 'x'.repeat(60_000) })).toMatchObject({ status: 200 })
  await end(first.child, 'SIGKILL')
  const second = await start(dataDir)
  expect(await count(String(second.url))).toBe(acknowledged.length + 1)
  await end(second.child, 'SIGTERM')
})

it.each(['SIGKILL', 'SIGBUS'] as const)('npm says in a sentence that the cloud was ended by %s', async signal => {
  const bootstrap = [join(ROOT, 'config', 'bootstrap.mjs'), 'serve', world.functionsDir, '--port', '0']
  const env = { PATH: process.env.PATH, DATA_DIR: join(world.dir, signal) }
  const npm = spawn(process.execPath, bootstrap, { env })
  let errors = ''
  npm.stderr.on('data', chunk => {
    errors += chunk
  })
  await untilReady(npm)
  const gone = once(npm, 'close')
  execFileSync('pkill', [`-${signal.slice(3)}`, '-P', String(npm.pid)])
  expect(await gone).toEqual([1, null])
  expect(errors.trim()).toMatch(new RegExp(`^npm run serve was ended by the signal ${signal}: .+\\.$`))
})

it('a function that was killed is reported with the signal', async () => {
  const running = await startProbes({ probe: null })
  const { pid } = (await running.cloud.invoke('probe', { do: 'who' }, 'a')) as { pid: number }
  const answer = running.cloud.invoke('probe', { do: 'hang' }, 'a')
  process.kill(pid, 'SIGKILL')
  await expect(answer).rejects.toMatchObject({
    code: 'FUNCTION_CRASHED',
    message: 'probe was ended by the signal SIGKILL while it was working.',
  })
  await running.stop()
})
