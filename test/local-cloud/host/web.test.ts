import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { type Running, startProbes } from './harness'

let running: Running
let webDir: string
beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'web-'))
  mkdirSync(join(webDir, 'js'))
  writeFileSync(join(webDir, 'index.html'), '<title>app</title>')
  writeFileSync(join(webDir, 'js', 'app.0123abcd.js'), `console.error(${JSON.stringify('x'.repeat(5000))})`)
  const personas = [{ openid: 'demo-parent', name: '杨岚', who: '家长' }]
  const templates = { t1: { title: '开课提醒', labels: { thing1: '课程' } } }
  const links = [{ name: '组件', page: '/pages/gallery' }]
  running = await startProbes({ probe: null }, { webDir, personas, templates, links })
})
afterAll(async () => {
  await running.stop()
  rmSync(webDir, { recursive: true, force: true })
})

/** Sends a request that a browser would not allow: any header, any path. */
function raw(
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: OutgoingHttpHeaders } = {},
): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: running.cloud.port, path, method, headers }, reply => {
      const chunks: Buffer[] = []
      reply.on('data', chunk => chunks.push(chunk))
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) }),
      )
    })
    call.on('error', reject)
    call.end()
  })
}

describe('addresses', () => {
  it('healthz says ok', async () => {
    const { status, body } = await raw('/healthz')
    expect([status, JSON.parse(body.toString())]).toEqual([200, { ok: true }])
  })

  it('the root leads to the preview', async () => {
    expect(await raw('/')).toMatchObject({ status: 302, headers: { location: '/preview/' } })
  })

  it('the preview serves its page, script and data', async () => {
    expect((await raw('/preview/')).body.toString()).toContain('暖锋驿家')
    expect((await raw('/preview/main.js')).headers['content-type']).toMatch('text/javascript')
    expect(JSON.parse((await raw('/preview/personas')).body.toString()).personas).toHaveLength(1)
    expect(JSON.parse((await raw('/preview/templates')).body.toString()).templates).toHaveProperty('t1')
    const { functions, links } = JSON.parse((await raw('/preview/state')).body.toString())
    expect(functions).toEqual([{ name: 'probe', timer: false }])
    expect(links).toEqual([{ name: '组件', page: '/pages/gallery' }])
  })

  it.each([
    ['/nothing', 404],
    ['/preview/nothing', 404],
    ['/app/nothing.js', 404],
    ['/%', 400],
    ['/%E0%A4%A', 400],
    ['/healthz/more', 404],
    ['/__proto__', 404],
    ['/constructor', 404],
    ['/app/../../package.json', 404],
    ['/app/..%2f..%2fetc%2fpasswd', 404],
    ['/app/%00', 404],
    ['/preview/..%2fhost%2fstart.ts', 404],
    ['/outbox?openid=', 401],
  ])('%s is answered with %i', async (path, status) => {
    const answer = await raw(path)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body.toString())).toMatchObject({ ok: false, code: expect.any(String) })
  })

  it.each([
    ['DELETE', '/invoke/probe'],
    ['GET', '/invoke/probe'],
    ['POST', '/healthz'],
    ['OPTIONS', '/admin'],
  ])('%s %s is not taken', async (method, path) => {
    expect((await raw(path, { method })).status).toBe(405)
  })

  it('bytes that are no HTTP close one connection and harm nobody', async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(running.cloud.port, '127.0.0.1', () => socket.write('\u0000\u0001 not http\r\n\r\n'))
      socket.resume().once('close', () => resolve())
      socket.once('error', reject)
    })
    expect((await raw('/healthz')).status).toBe(200)
  })
})

describe('the app', () => {
  it('is always asked for anew, its hashed files never', async () => {
    expect((await raw('/app/')).headers['cache-control']).toBe('no-cache')
    expect((await raw('/app/js/app.0123abcd.js')).headers['cache-control']).toMatch('immutable')
  })

  it('travels compressed when the browser takes that, and not at all when it has it', async () => {
    const headers = { 'accept-encoding': 'gzip, br' }
    const zipped = await raw('/app/js/app.0123abcd.js', { headers })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(zipped.body.length).toBeLessThan(500)
    expect((await raw('/app/js/app.0123abcd.js')).body.length).toBeGreaterThan(5000)
    const again = { ...headers, 'if-none-match': zipped.headers.etag }
    expect((await raw('/app/js/app.0123abcd.js', { headers: again })).status).toBe(304)
  })

  it('travels as it was compressed by the build where the browser takes that, unless the file is newer', async () => {
    const file = join(webDir, 'js', 'built.89abcdef.js')
    const code = 'let here = "built"\n'.repeat(500)
    writeFileSync(file, code)
    writeFileSync(`${file}.br`, brotliCompressSync(code))
    const path = '/app/js/built.89abcdef.js'
    const small = await raw(path, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(small.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(brotliDecompressSync(small.body).toString()).toBe(code)
    const zipped = await raw(path, { headers: { 'accept-encoding': 'gzip' } })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(zipped.headers.etag).not.toBe(small.headers.etag)
    utimesSync(`${file}.br`, 0, 0)
    expect((await raw(path, { headers: { 'accept-encoding': 'gzip, br' } })).headers['content-encoding']).toBe('gzip')
  })

  it('answers a HEAD request without a body', async () => {
    const { status, body } = await raw('/app/', { method: 'HEAD' })
    expect([status, body.length]).toEqual([200, 0])
  })

  it('is replaced by a friendly note before it is built', async () => {
    const bare = await startProbes({}, { webDir: join(webDir, 'missing') })
    try {
      const reply = await fetch(`${bare.cloud.url}/app/index.html?as=someone`)
      expect(await reply.text()).toContain('npm run build')
    } finally {
      await bare.stop()
    }
  })
})

describe('pages of other sites', () => {
  const post = (headers: OutgoingHttpHeaders) =>
    raw('/invoke/probe', { method: 'POST', headers: { 'x-wx-openid': 'a', ...headers } })

  it.each(['evil.example', 'evil.example:3210', '127.0.0.1.evil.example'])(
    'cannot pose as this machine under another name: "%s"',
    async host => {
      expect((await raw('/outbox', { headers: { host } })).status).toBe(403)
    },
  )

  it.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'garbage'])(
    'cannot write: origin %s',
    async origin => {
      expect((await post({ origin })).status).toBe(403)
    },
  )

  it.each(['http://localhost:5173', 'https://servicewechat.com'])(
    'but those of this machine may: origin %s',
    async origin => {
      expect((await post({ origin })).status).toBe(200)
    },
  )

  it('are told by any name once the cloud was told to listen on every address', async () => {
    const open = await startProbes({ probe: null }, { host: '0.0.0.0' })
    try {
      const reply = await new Promise<number>((resolve, reject) => {
        request(
          { host: '127.0.0.1', port: open.cloud.port, path: '/healthz', headers: { host: 'lan.example' } },
          answer => resolve(answer.resume().statusCode ?? 0),
        )
          .on('error', reject)
          .end()
      })
      expect(reply).toBe(200)
      expect(await open.cloud.invoke('probe', { do: 'get', id: 'x' }, 'a')).toEqual([])
    } finally {
      await open.stop()
    }
  })
})
