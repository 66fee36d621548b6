import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering } from '../../worlds/fixtures/index'
import { yieldToEventLoop } from './in-process/flight'
import { aBallot, DRAW_BEFORE, tickAfter } from './support/ballot'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const ROOT = join(__dirname, '..', '..')
const now = cloudNow()
const SESSION = 'calligraphy-1'
const DUE = 3 * DAY - DRAW_BEFORE + MINUTE
let cloud: TestCloud
let dir: string

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ballot-'))
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()] })
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
afterAll(() => cloud.close())

/** Runs the verification task, the same that the public runs, on a file with this content. */
function verify(content: unknown) {
  const file = join(dir, 'list.json')
  writeFileSync(file, JSON.stringify(content))
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'verify-ballot', '--', file], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return { status, stdout }
}

test('three hundred at once for twenty places: exactly twenty are in, and anybody can check who', async () => {
  const people = Array.from({ length: 300 }, (_, n) => `person-${n}`)
  await cloud.seed({
    sessions: [aBallot(now, { capacity: 20 })],
    accounts: people.slice(0, 60).map(openid => aHousehold(openid, now)),
  })
  // The first sixty register as a family of two.
  const codes = await Promise.all(
    people.map(async (openid, n) => {
      const input = { sessionId: SESSION, memberIds: n < 60 ? ['guoguo', 'doudou'] : ['self'] }
      const requestId = `intention-${n}`
      // A busy machine refuses calls; the phone repeats them under the same request id.
      for (let attempt = 0; ; attempt++) {
        const { status, reply } = await cloud.send(openid, 'ballot.register', input, { requestId })
        if (status === 200 || attempt === 20) return reply.ok ? 'OK' : reply.code
      }
    }),
  )
  expect(new Set(codes)).toEqual(new Set(['OK']))
  await tickAfter(cloud, DUE, 2)
  expect(await invariantViolations(cloud)).toEqual([])
  const [session] = await cloud.stored('sessions')
  const confirmed = await cloud.stored('bookings', { status: 'confirmed' })
  expect(confirmed.reduce((sum, { partySize }) => sum + partySize, 0)).toBe(20)
  expect(session).toMatchObject({ seatsLeft: 0, waiting: 300 - confirmed.length, drawAt: 0 })

  const { ballot } = await cloud.ask('anybody', 'ballot.get', { sessionId: SESSION })
  expect(new Set(ballot.drawn?.winners)).toEqual(new Set(confirmed.map(({ _id }) => _id)))
  expect(ballot.drawn?.tickets).toHaveLength(300)
  expect(JSON.stringify(ballot)).not.toMatch(/果果|豆豆|person|guoguo/)
  expect(verify(ballot)).toMatchObject({ status: 0, stdout: expect.stringContaining('全部正确') })
  const [first = '', second = '', ...rest] = ballot.drawn?.order ?? []
  const tampered = { ...ballot, drawn: { ...ballot.drawn, order: [second, first, ...rest] } }
  expect(verify(tampered)).toMatchObject({ status: 1, stdout: expect.stringContaining('✗ 重新算出的顺序') })
  expect(verify({ ...ballot, drawn: null }).status).toBe(1)
  expect(verify({ list: [] }).status).toBe(1)
})

test.each([0, 1, 2, 4, 6])(
  'registering and leaving while it is drawn, after %d of those who come late: who was let in is on the list',
  async registered => {
    await cloud.seed({ sessions: [aBallot(now, { capacity: 3 })] })
    const register = (openid: string) =>
      cloud.send(openid, 'ballot.register', { sessionId: SESSION, memberIds: ['self'] })
    const early = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(register))
    const idOf = ({ reply }: Awaited<ReturnType<typeof register>>) => (reply.ok ? reply.data.booking.id : '')
    // The draw becomes due while people register: their deadline is still ahead.
    const drawing = async () => {
      while ((await cloud.stored('bookings')).length < early.length + registered) await yieldToEventLoop()
      await cloud.change('sessions', SESSION, { drawAt: 1 })
      await Promise.all([cloud.tick(), cloud.tick()])
    }
    const [late] = await Promise.all([
      Promise.all(['u', 'v', 'w', 'x', 'y', 'z'].map(register)),
      drawing(),
      ...early
        .slice(0, 2)
        .map((answer, n) => cloud.codeOf(n === 0 ? 'a' : 'b', 'waitlist.leave', { bookingId: idOf(answer) })),
    ])
    await tickAfter(cloud, 3 * MINUTE, 2)
    const { ballot } = await cloud.ask('anybody', 'ballot.get', { sessionId: SESSION })
    const listed = new Set(ballot.drawn?.tickets.map(({ id }) => id))
    for (const answer of late) {
      if (answer.reply.ok) expect(listed).toContain(idOf(answer))
      else expect(answer.reply.code).toMatch(/^(BALLOT_DRAWN|REGISTRATION_CLOSED)$/)
    }
    for (const answer of early.slice(2)) expect(listed).toContain(idOf(answer))
    const known = new Set([...early, ...late].map(idOf))
    expect([...listed].filter(id => !known.has(id))).toEqual([])
    expect(await invariantViolations(cloud)).toEqual([])
  },
)
