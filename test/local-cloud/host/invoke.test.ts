import { rmSync } from 'node:fs'
import type { LocalCloudOptions } from '../../../local-cloud/host/options'
import { startLocalCloud } from '../../../local-cloud/host/start'
import { makeWorld, post, type Running, SCHEMA, startProbes } from './harness'

let running: Running
beforeAll(async () => {
  const prepare: LocalCloudOptions['prepare'] = async engine => {
    await engine.insert('notes', [{ _id: 'prepared', text: 'there before the first caller' }])
  }
  running = await startProbes({ probe: null, other: null, hasty: { timeout: 1 } }, { prepare })
})
afterAll(() => running.stop())

const ask = (event: unknown, headers?: Record<string, string>) => post(running.cloud.url, 'probe', event, headers)
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code

interface Echo {
  event: Record<string, unknown>
  context: Record<string, unknown>
  wx: Record<string, unknown>
  env: string[]
}

describe('what a function sees', () => {
  it('is the caller as wx-server-sdk reports it', async () => {
    const { status, body } = await ask({ do: 'echo', input: { a: 1 } }, { 'x-wx-openid': 'oParent-1' })
    const { event, wx } = body as Echo
    expect(status).toBe(200)
    expect(wx).toMatchObject({ OPENID: 'oParent-1', SOURCE: 'wx_client', ENV: 'local-cloud' })
    expect(event.input).toEqual({ a: 1 })
  })

  it('is an event whose userInfo the client cannot forge', async () => {
    const { body } = await ask({ do: 'echo', userInfo: { openId: 'somebody-else' } }, { 'x-wx-openid': 'me' })
    expect((body as Echo).event.userInfo).toMatchObject({ openId: 'me' })
  })

  it('is the platform environment and nothing of the host process', async () => {
    process.env.SECRET_OF_THE_HOST = 'x'
    const { body } = await ask({ do: 'echo' })
    const { env, context } = body as Echo
    expect(env).not.toContain('SECRET_OF_THE_HOST')
    expect(env).toEqual(expect.arrayContaining(['TENCENTCLOUD_RUNENV', 'TCB_CONTEXT_CNFG', 'SCF_NAMESPACE']))
    expect(context).toMatchObject({ function_name: 'probe', time_limit_in_ms: 60_000 })
  })

  it('is the identity of the first caller when one function calls another', async () => {
    const event = { do: 'call', name: 'other', data: { do: 'echo' } }
    const { body } = await ask(event, { 'x-wx-openid': 'chain' })
    expect((body as Echo).wx).toMatchObject({ OPENID: 'chain', SOURCE: 'wx_client,scf' })
  })
})

describe('what a function answers', () => {
  it('reaches the caller as JSON; nothing becomes null', async () => {
    expect(await ask({ do: 'nothing' })).toMatchObject({ status: 200, body: null })
  })

  it.each(['circular', 'bigint', 'huge'])('is refused when it cannot be sent: %s', async kind => {
    expect(await ask({ do: kind })).toMatchObject({ status: 500, body: { ok: false, code: 'FUNCTION_RESULT_INVALID' } })
  })

  it('is FUNCTION_FAILED when it throws, with the detail in the log only', async () => {
    const answer = await ask({ do: 'throw' })
    expect(answer).toMatchObject({ status: 500, body: { code: 'FUNCTION_FAILED' } })
    expect(JSON.stringify(answer.body)).not.toContain('on purpose')
    expect(running.lines.some(line => line.includes('probe failed on purpose'))).toBe(true)
  })

  it('comes with what it cost the database', async () => {
    const answer = await ask({ do: 'get', id: 'prepared' })
    expect(answer.body).toHaveLength(1)
    const cost = ['x-database-calls', 'x-documents-examined', 'x-keys-examined'].map(name => answer.headers.get(name))
    expect(cost).toEqual(['1', '1', expect.stringMatching(/^[01]$/)])
    expect((await ask({ do: 'nothing' })).headers.get('x-database-calls')).toBe('0')
  })
})

describe('a function that misbehaves', () => {
  it.each(['hang', 'spin'])('is stopped at its time limit: %s', async kind => {
    const hasty = (what: string) => post(running.cloud.url, 'hasty', { do: what })
    expect(await hasty(kind)).toMatchObject({ status: 504, body: { code: 'FUNCTION_TIME_LIMIT' } })
    expect((await hasty('nothing')).status).toBe(200)
  })

  it.each(['exit', 'reject'])('crashes alone: %s', async kind => {
    expect(await ask({ do: kind })).toMatchObject({ status: 502, body: { code: 'FUNCTION_CRASHED' } })
    expect((await ask({ do: 'nothing' })).status).toBe(200)
  })

  it('crashes alone when it eats all its memory', async () => {
    expect(await ask({ do: 'eat' })).toMatchObject({ status: 502, body: { code: 'FUNCTION_CRASHED' } })
    expect((await ask({ do: 'nothing' })).status).toBe(200)
  })

  it('has what it prints in the log: JSON as it is, text wrapped', async () => {
    await ask({ do: 'print' })
    expect(running.lines).toContain('{"level":"info","route":"probe"}')
    const wrapped = running.lines.filter(line => line.includes('"event":"print"')).map(line => JSON.parse(line))
    expect(wrapped).toContainEqual(expect.objectContaining({ function: 'probe', text: 'plain text' }))
    expect(wrapped).toContainEqual(expect.objectContaining({ function: 'probe', text: 'to stderr' }))
  })
})

describe('the limits of the platform', () => {
  it('a function that sets no time limit has three seconds', async () => {
    const { dir, functionsDir, dataDir } = makeWorld({ probe: null })
    const cloud = await startLocalCloud({ port: 0, dataDir, functionsDir, schema: SCHEMA, log: () => {} })
    const { body } = await post(cloud.url, 'probe', { do: 'echo' })
    await cloud.close()
    rmSync(dir, { recursive: true, force: true })
    expect((body as Echo).context).toMatchObject({ time_limit_in_ms: 3000 })
  })

  it('a client may send 100 KB, however it calls; a function may send another one more', async () => {
    const large = { do: 'nothing', pad: 'x'.repeat(101 * 1024) }
    await expect(running.cloud.invoke('other', large, 'a')).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    const { status } = await ask({ do: 'call', name: 'other', data: { do: 'nothing' }, pad: 'x'.repeat(90 * 1024) })
    expect(status).toBe(200)
    const between = await post(running.cloud.url, 'other', { do: 'callLarge', name: 'probe', size: 200 * 1024 })
    expect(between).toMatchObject({ status: 200, body: 200 * 1024 })
  })
})

describe('a malformed request', () => {
  it.each([
    ['not JSON', '{"do":', 400, 'BAD_REQUEST'],
    ['a list', '[1]', 400, 'BAD_REQUEST'],
    ['a text', '"do"', 400, 'BAD_REQUEST'],
    ['null', 'null', 400, 'BAD_REQUEST'],
    ['over 100 KB', JSON.stringify({ do: 'nothing', pad: 'x'.repeat(101 * 1024) }), 413, 'BODY_TOO_LARGE'],
    ['far over 100 KB', 'x'.repeat(5 * 1024 * 1024), 413, 'BODY_TOO_LARGE'],
  ])('is refused: %s', async (_what, event, status, expected) => {
    const answer = await ask(event)
    expect([answer.status, code(answer)]).toEqual([status, expected])
  })

  it.each([
    ['none', {}],
    ['empty', { 'x-wx-openid': '' }],
    ['with a space', { 'x-wx-openid': 'a b' }],
    ['too long', { 'x-wx-openid': 'a'.repeat(65) }],
    ['digits that the SDK would change', { 'x-wx-openid': '007' }],
  ])('is refused when the openid is wrong: %s', async (_what, headers) => {
    const answer = await ask({ do: 'nothing' }, headers as Record<string, string>)
    expect([answer.status, code(answer)]).toEqual([401, 'OPENID_REQUIRED'])
  })

  it.each(['unknown', '..%2Fprobe', '__proto__', 'a'.repeat(100), ''])('finds no function: %s', async name => {
    const answer = await post(running.cloud.url, name, {})
    expect([answer.status, code(answer)]).toEqual([404, 'FUNCTION_NOT_FOUND'])
  })

  it('may carry __proto__ and operators as plain data', async () => {
    const { status, body } = await ask('{"do":"echo","__proto__":{"x":1},"q":{"$gt":""}}')
    expect(status).toBe(200)
    expect((body as Echo).event.q).toEqual({ $gt: '' })
  })

  it('takes an empty body as an empty event', async () => {
    expect(((await ask('')).body as Echo).event).toMatchObject({ userInfo: { openId: 'somebody' } })
  })
})
