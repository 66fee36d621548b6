import { startTimers, timerEvent, timerSchedule } from '../../../local-cloud/host/timers'
import { type Running, startProbes, until } from './harness'

const everySecond = { triggers: [{ name: 'each', type: 'timer', config: '*/1 * * * * * *' }] }
const yearly = { triggers: [{ name: 'yearly', type: 'timer', config: '0 0 0 1 1 * *' }] }

let running: Running | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})

describe('the schedule of a timer', () => {
  it.each([
    ['0 */1 * * * * *', '2025-07-12T01:30:20Z', '2025-07-12T01:31:00.000Z'],
    ['0 0 8 * * * *', '2025-07-12T01:30:00Z', '2025-07-13T00:00:00.000Z'],
    ['0 30 20 * * SUN *', '2025-07-12T00:00:00Z', '2025-07-13T12:30:00.000Z'],
    ['0 0 0 1 1 * 2031', '2025-07-12T00:00:00Z', '2030-12-31T16:00:00.000Z'],
  ])('reads %s in China time', (cron, from, next) => {
    expect(timerSchedule(cron).nextRun(new Date(from))?.toISOString()).toBe(next)
  })

  it('gives the platform event', () => {
    const trigger = { name: 'nightly', config: '0 0 0 * * * *' }
    expect(timerEvent(trigger, Date.UTC(2025, 6, 12, 1, 2, 3, 456))).toEqual({
      Type: 'Timer',
      TriggerName: 'nightly',
      Time: '2025-07-12T01:02:03Z',
    })
  })
})

describe('a clock that is set', () => {
  const HOUR = 3_600_000
  beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12) }))
  afterEach(() => jest.useRealTimers())

  it.each([
    ['back', -HOUR, 1],
    ['ahead', HOUR, 0],
  ])('%s an hour stops no timer', async (_way, change, reports) => {
    const ticks: string[] = []
    const lines: string[] = []
    const trigger = { name: 'minutely', config: '0 */1 * * * * *' }
    const definition = {
      name: 'clockwork',
      entry: '',
      timeLimitMs: 1000,
      triggers: [trigger],
      openApi: [],
      environment: {},
    }
    const stop = startTimers(
      [definition],
      async () => ticks.push(new Date().toISOString()),
      line => lines.push(line),
    )
    await jest.advanceTimersByTimeAsync(121_000)
    expect(ticks).toHaveLength(2)
    jest.setSystemTime(Date.now() + change)
    await jest.advanceTimersByTimeAsync(121_000)
    expect(ticks.length).toBeGreaterThanOrEqual(3)
    expect(lines.filter(line => JSON.parse(line).event === 'clock-set-back')).toHaveLength(reports)
    stop()
  })
})

describe('a timer of a running cloud', () => {
  it('ticks by the clock', async () => {
    running = await startProbes({ clockwork: everySecond })
    await until(() => (running?.cloud.stats().functions.clockwork?.invocations ?? 0) >= 2)
  })

  it('comes without a person and with the source that tells it from a client', async () => {
    running = await startProbes({ clockwork: yearly })
    const seen = (await running.cloud.tick('clockwork')) as {
      event: object
      wx: Record<string, unknown>
      env: string[]
    }
    expect(seen.wx).toMatchObject({ SOURCE: 'wx_trigger', ENV: 'local-cloud' })
    expect(seen.wx).not.toHaveProperty('OPENID')
    expect(seen.env).toContain('TRIGGER_SRC')
    expect(seen.event).toEqual({ Type: 'Timer', TriggerName: 'yearly', Time: expect.stringMatching(/Z$/) })
  })

  it('leaves nothing of its trigger to a client served by the same instance', async () => {
    running = await startProbes({ clockwork: yearly }, { maxInstances: 1 })
    await running.cloud.tick('clockwork')
    const seen = (await running.cloud.invoke('clockwork', { do: 'echo' }, 'me')) as { wx: object; env: string[] }
    expect(seen.wx).toMatchObject({ SOURCE: 'wx_client', OPENID: 'me' })
    expect(seen.env).not.toContain('TRIGGER_SRC')
    expect(running.cloud.stats().functions.clockwork).toMatchObject({ coldStarts: 1 })
  })

  it('can be run at once over HTTP, and only where there is one', async () => {
    running = await startProbes({ clockwork: yearly, probe: null })
    const tick = (fn: string) => fetch(`${running?.cloud.url}/tick/${fn}`, { method: 'POST' })
    expect((await tick('clockwork')).status).toBe(200)
    expect((await tick('probe')).status).toBe(404)
    expect((await tick('unknown')).status).toBe(404)
  })
})
