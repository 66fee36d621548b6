import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { type Running, startProbes, until } from './harness'

interface Who {
  pid: number
  served: number
}

let running: Running | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})

async function start(options: Parameters<typeof startProbes>[1] = { development: {} }): Promise<Running> {
  running = await startProbes({ probe: null }, options)
  return running
}

const who = ({ cloud }: Running, ms = 0) => cloud.invoke('probe', { do: 'who', ms }, 'somebody') as Promise<Who>
const stats = ({ cloud }: Running) => cloud.stats().functions.probe ?? { instances: [], coldStarts: 0 }

/** Puts a new bundle in place in one step, as a build does. */
function replaceBundle({ functionsDir }: Running, source: string): void {
  const entry = join(functionsDir, 'probe', 'index.js')
  writeFileSync(`${entry}.new`, source)
  renameSync(`${entry}.new`, entry)
}

describe('a function that is recycled', () => {
  it('answers by its new bundle, from an instance that is warm already', async () => {
    const cloud = await start()
    await who(cloud)
    replaceBundle(cloud, 'exports.main = () => process.pid')
    await cloud.cloud.recycle('probe')
    const [warm] = stats(cloud).instances
    expect(warm).toMatchObject({ busy: false, served: 0 })
    expect(await cloud.cloud.invoke('probe', {}, 'somebody')).toEqual(expect.any(Number))
    expect(stats(cloud).instances).toEqual([{ ...warm, served: 1 }])
    expect(stats(cloud).coldStarts).toBe(2)
  })

  it('is recycled although its bundle is the same', async () => {
    const cloud = await start()
    const { pid } = await who(cloud)
    await cloud.cloud.recycle()
    const after = await who(cloud)
    expect(after.served).toBe(1)
    expect(after.pid).not.toBe(pid)
  })

  it('answers whoever called before by the old bundle, which then ends', async () => {
    const cloud = await start()
    const { pid } = await who(cloud)
    const earlier = who(cloud, 200)
    await until(() => stats(cloud).instances.some(({ busy }) => busy))
    replaceBundle(cloud, 'exports.main = () => "new"')
    await cloud.cloud.recycle('probe')
    expect(await cloud.cloud.invoke('probe', {}, 'somebody')).toBe('new')
    expect(await earlier).toMatchObject({ pid, served: 2 })
    await until(() => stats(cloud).instances.length === 1)
  })

  it('gets no instance when it had none', async () => {
    const cloud = await start()
    await cloud.cloud.recycle()
    expect(stats(cloud)).toMatchObject({ instances: [], coldStarts: 0 })
  })

  it('whose new bundle does not load says so, and serves again after the next one', async () => {
    const cloud = await start()
    await who(cloud)
    replaceBundle(cloud, 'throw new Error("broken build")')
    await cloud.cloud.recycle('probe')
    expect(cloud.lines.join()).toContain('broken build')
    await expect(who(cloud)).rejects.toMatchObject({ code: 'FUNCTION_LOAD_FAILED' })
    replaceBundle(cloud, 'exports.main = () => "mended"')
    await cloud.cloud.recycle('probe')
    expect(await cloud.cloud.invoke('probe', {}, 'somebody')).toBe('mended')
  })

  it('must exist', async () => {
    const cloud = await start()
    await expect(cloud.cloud.recycle('nobody')).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
  })
})

describe('while code is being written', () => {
  it('an error names the line of the source, not of the bundle', async () => {
    const cloud = await start()
    const folder = mkdtempSync(join(tmpdir(), 'source-'))
    const source = join(folder, 'thrower.ts')
    writeFileSync(source, '\n\nexport const main = () => {\n  throw new Error("on line four")\n}\n')
    const outfile = join(cloud.functionsDir, 'probe', 'index.js')
    buildSync({ entryPoints: [source], outfile, bundle: true, minify: true, platform: 'node', sourcemap: true })
    await expect(cloud.cloud.invoke('probe', {}, 'somebody')).rejects.toMatchObject({ code: 'FUNCTION_FAILED' })
    expect(cloud.lines.join('\n')).toMatch(/thrower\.ts:4:/)
    rmSync(folder, { recursive: true })
  })

  it('a debugger finds the function at its port, before and after it is recycled', async () => {
    const inspectPort = await freePort()
    const cloud = await start({ development: { inspectPort } })
    const target = async () => {
      const [first] = (await (await fetch(`http://127.0.0.1:${inspectPort}/json/list`)).json()) as { id: string }[]
      return first?.id
    }
    await who(cloud)
    const before = await target()
    expect(before).toEqual(expect.any(String))
    await cloud.cloud.recycle('probe')
    const after = await target()
    expect(after).toEqual(expect.any(String))
    expect(after).not.toBe(before)
    await Promise.all([who(cloud, 5), who(cloud, 5)])
    expect(stats(cloud).coldStarts).toBe(2)
  })

  it('nothing ends a function that waits for its debugger', async () => {
    running = await startProbes({ probe: { timeout: 1 } }, { development: { inspectPort: await freePort() } })
    expect(await who(running, 1100)).toMatchObject({ served: 1 })
  })
})

describe('a page of the app', () => {
  const page = async (cloud: Running) => (await fetch(`${cloud.cloud.url}/app/`)).text()

  it('listens for reloads while code is being written, and hears of each', async () => {
    const cloud = await start()
    const [, address = ''] = /EventSource\('([^']+)'\)/.exec(await page(cloud)) ?? []
    const stream = await fetch(`${cloud.cloud.url}${address}`)
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('connected')
    cloud.cloud.reload()
    expect((await reader?.read())?.value).toContain('event: reload')
    await reader?.cancel()
  })

  it('is left as it was built otherwise', async () => {
    const cloud = await start({})
    expect(await page(cloud)).not.toContain('EventSource')
    expect((await fetch(`${cloud.cloud.url}/reloads`)).status).toBe(404)
    expect(() => cloud.cloud.reload()).toThrow('not started for development')
  })
})

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
