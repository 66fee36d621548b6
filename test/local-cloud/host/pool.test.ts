import { cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { post, type Running, startProbes, until } from './harness'

interface Who {
  before: string
  after: string
  pid: number
  served: number
}

let running: Running | undefined
afterEach(async () => {
  await running?.stop()
  running = undefined
})

const stats = (fn = 'probe') => {
  const pool = running?.cloud.stats().functions[fn]
  if (!pool) throw new Error(`no pool of ${fn}`)
  return pool
}
const who = (openid: string, ms = 0) => running?.cloud.invoke('probe', { do: 'who', ms }, openid) as Promise<Who>

describe('the instances of a function', () => {
  it('never mix the identities of people served at the same time', async () => {
    running = await startProbes({ probe: null })
    const people = Array.from({ length: 60 }, (_, at) => `person-${at}`)
    const answers = await Promise.all(people.map((openid, at) => who(openid, at % 7)))
    expect(answers.map(answer => answer.before)).toEqual(people)
    expect(answers.map(answer => answer.after)).toEqual(people)
  })

  it('are reused while warm and report how long the bundle took to load', async () => {
    running = await startProbes({ probe: null })
    const [first, second] = [await who('a'), await who('b')]
    expect(second.pid).toBe(first.pid)
    expect(second.served).toBe(2)
    expect(stats()).toMatchObject({ coldStarts: 1, invocations: 2 })
    expect(stats().loads[0]?.loadMs).toBeGreaterThan(0)
  })

  it('are at most as many as allowed; the rest waits in order', async () => {
    running = await startProbes({ probe: null }, { maxInstances: 2 })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => who(`p${at}`, 5)))
    expect(stats().coldStarts).toBe(2)
    // What each of the two served one after the other came in that order; which of the two is quicker is the machine's affair.
    for (const pid of new Set(answers.map(answer => answer.pid))) {
      const served = answers.filter(answer => answer.pid === pid).map(answer => answer.served)
      expect(served).toEqual(served.map((_, n) => n + 1))
    }
  })

  it('refuse with TOO_BUSY when the queue is full, and serve again afterwards', async () => {
    running = await startProbes({ probe: null }, { maxInstances: 1, maxQueue: 3 })
    const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => who(`p${at}`, 20)))
    const refused = answers.filter(answer => answer.status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(6)
    for (const one of refused) expect(one.reason).toMatchObject({ code: 'TOO_BUSY', status: 503 })
    expect(await who('later')).toMatchObject({ before: 'later' })
  })

  it('end when they have been idle', async () => {
    running = await startProbes({ probe: null }, { idleMs: 0 })
    await who('a')
    await until(() => stats().instances.length === 0)
    expect(await who('b')).toMatchObject({ served: 1 })
  })

  it('survive nothing that kills their process, but nobody else notices', async () => {
    running = await startProbes({ probe: null })
    const { pid } = await who('a')
    const cut = who('a', 5000)
    await until(() => stats().instances.some(instance => instance.busy))
    process.kill(pid, 'SIGKILL')
    await expect(cut).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' })
    expect((await who('b')).pid).not.toBe(pid)
  })

  it('of a rebuilt bundle replace the old ones at once', async () => {
    running = await startProbes({ probe: null })
    const entry = join(running.functionsDir, 'probe', 'index.js')
    await who('a')
    writeFileSync(entry, 'exports.main = () => "the new build"')
    utimesSync(entry, new Date(), new Date(Date.now() + 5000))
    expect(await who('a')).toBe('the new build')
  })
})

describe('a function folder', () => {
  it('that appears after the start is found', async () => {
    running = await startProbes({ probe: null })
    mkdirSync(join(running.functionsDir, 'late'))
    cpSync(join(running.functionsDir, 'probe', 'index.js'), join(running.functionsDir, 'late', 'index.js'))
    expect((await post(running.cloud.url, 'late', { do: 'nothing' })).status).toBe(200)
  })

  it('may bring its own node_modules', async () => {
    running = await startProbes({ probe: null })
    const folder = join(running.functionsDir, 'own')
    mkdirSync(join(folder, 'node_modules', 'greeting'), { recursive: true })
    writeFileSync(join(folder, 'node_modules', 'greeting', 'index.js'), 'module.exports = "from its own package"')
    writeFileSync(join(folder, 'index.js'), 'exports.main = () => require("greeting")')
    expect((await post(running.cloud.url, 'own', {})).body).toBe('from its own package')
  })

  it.each([
    ['throws', 'throw new Error("broken build")'],
    ['exits', 'process.exit(0)'],
    ['exports no main', 'exports.other = 1'],
  ])('whose bundle does not load answers everyone: it %s', async (_how, source) => {
    running = await startProbes({ probe: null })
    mkdirSync(join(running.functionsDir, 'broken'))
    writeFileSync(join(running.functionsDir, 'broken', 'index.js'), source)
    const url = running.cloud.url
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(url, 'broken', {})))
    for (const answer of answers) expect(answer).toMatchObject({ status: 500, body: { code: 'FUNCTION_LOAD_FAILED' } })
  })

  it.each([
    [{ timeout: 0 }],
    [{ timeout: 301 }],
    [{ timeout: '5' }],
    [{ permissions: { openapi: 'subscribeMessage.send' } }],
    [{ triggers: [{ name: 'x', type: 'timer' }] }],
    [{ triggers: [{ name: 'x', type: 'timer', config: 'every minute' }] }],
    [{ triggers: [{ name: 'x', type: 'timer', config: '*/5 * * * *' }] }],
  ])('with a wrong config keeps the cloud from starting: %j', async config => {
    await expect(startProbes({ probe: config })).rejects.toMatchObject({ code: 'FUNCTION_CONFIG_INVALID' })
  })
})
