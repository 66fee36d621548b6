import { post, type Running, startProbes } from './harness'

let running: Running
beforeAll(async () => {
  running = await startProbes(
    { probe: { permissions: { openapi: ['subscribeMessage.send'] } } },
    { testSwitches: true },
  )
})
afterEach(() => running.cloud.control({ latencyMs: 0, clockOffsetMs: 0 }))
afterAll(() => running.stop())

const steps = (fault: string, ids: string[]) =>
  post(running.cloud.url, 'probe', { do: 'steps', ids }, { 'x-wx-openid': 'a', 'x-test-fault': fault })
const stored = async (...ids: string[]) => {
  const { documents } = await running.cloud.engine.find('notes', { filter: { _id: { $in: ids } }, limit: 10 })
  return documents.map(document => document._id).sort()
}
const control = (body: object) => fetch(`${running.cloud.url}/control`, { method: 'POST', body: JSON.stringify(body) })

describe('a fault at the k-th database call', () => {
  it('before it: the call has not happened', async () => {
    const answer = await steps('before:2', ['b1', 'b2', 'b3'])
    expect(answer).toMatchObject({ status: 502, body: { code: 'FUNCTION_CRASHED' } })
    expect(await stored('b1', 'b2', 'b3')).toEqual(['b1'])
    expect(answer.headers.get('x-database-calls')).toBe('2')
  })

  it('after it: the call has happened, and nobody learnt of it', async () => {
    expect(await steps('after:2', ['a1', 'a2', 'a3'])).toMatchObject({
      status: 502,
      body: { code: 'FUNCTION_CRASHED' },
    })
    expect(await stored('a1', 'a2', 'a3')).toEqual(['a1', 'a2'])
  })

  it('as an error: the function hears of it and lives', async () => {
    expect(await steps('error:1', ['e1'])).toMatchObject({ status: 500, body: { code: 'FUNCTION_FAILED' } })
    expect(await stored('e1')).toEqual([])
  })

  it('hits only the invocation that asked for it', async () => {
    await steps('before:1', ['x1'])
    expect((await post(running.cloud.url, 'probe', { do: 'steps', ids: ['x2', 'x3'] })).body).toBe('done')
    expect((await steps('before:3', ['x4', 'x5'])).body).toBe('done')
    await expect(
      running.cloud.invoke('probe', { do: 'steps', ids: ['x6'] }, 'a', { fault: { kind: 'after', call: 1 } }),
    ).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' })
    expect(await stored('x1', 'x2', 'x3', 'x4', 'x5', 'x6')).toEqual(['x2', 'x3', 'x4', 'x5', 'x6'])
  })

  it.each(['', 'before', 'before:0', 'never:1', 'after:1x'])('must be well-formed: "%s"', async fault => {
    expect(await steps(fault, [])).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
  })
})

describe('the clock', () => {
  it('shifts for functions, warm and cold, for the engine and for timers alike', async () => {
    const day = 86_400_000
    const ask = async () => (await running.cloud.invoke('probe', { do: 'now' }, 'a')) as { now: number; made: string }
    // A text has no milliseconds.
    const before = Math.floor(Date.now() / 1000) * 1000
    const expectSince = (time: number, offset: number) => {
      expect(time).toBeGreaterThanOrEqual(before + offset)
      expect(time).toBeLessThanOrEqual(Date.now() + offset)
    }
    expectSince((await ask()).now, 0)
    running.cloud.control({ clockOffsetMs: 7 * day })
    const seen = (await ask()) as { now: number; made: string; text: string; isDate: boolean }
    for (const time of [seen.now, Date.parse(seen.made), Date.parse(seen.text)]) expectSince(time, 7 * day)
    expect(seen.isDate).toBe(true)
    const message = { touser: 'late', templateId: 't', data: { thing1: { value: '1' } } }
    await running.cloud.invoke('probe', { do: 'notify', message }, 'a')
    expect((await running.cloud.outbox('late'))[0]?.at).toBeGreaterThan(Date.now() + 6 * day)
  })
})

describe('POST /control', () => {
  it('changes one switch and keeps the other', async () => {
    await control({ latencyMs: 5 })
    const reply = await control({ clockOffsetMs: 1000 })
    expect(await reply.json()).toEqual({ ok: true, latencyMs: 5, clockOffsetMs: 1000 })
  })

  it.each([{ latencyMs: -1 }, { latencyMs: '5' }, { clockOffsetMs: null }, { speed: 1 }])(
    'refuses %j',
    async change => {
      expect((await control(change)).status).toBe(400)
    },
  )

  it('slows down every database call', async () => {
    running.cloud.control({ latencyMs: 200 })
    const started = performance.now()
    await running.cloud.invoke('probe', { do: 'steps', ids: ['l1', 'l2'] }, 'a')
    // A lower bound holds on any machine: two calls cannot take less than twice the latency.
    expect(performance.now() - started).toBeGreaterThanOrEqual(390)
  })
})

describe('without test switches', () => {
  it('there is no control and no fault', async () => {
    const plain = await startProbes({ probe: null })
    try {
      expect((await fetch(`${plain.cloud.url}/control`, { method: 'POST', body: '{}' })).status).toBe(404)
      const headers = { 'x-wx-openid': 'a', 'x-test-fault': 'before:1' }
      expect(await post(plain.cloud.url, 'probe', {}, headers)).toMatchObject({ status: 404 })
      expect(() => plain.cloud.control({ latencyMs: 1 })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
    } finally {
      await plain.stop()
    }
  })
})
