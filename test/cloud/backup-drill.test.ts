/** A drill: a backup is made while people book, and another place goes on from it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { HOUR } from '@domain/time'
import { collections } from '../../config/database.json'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { invariantViolations } from './support/invariants'
import { startWholeCloud } from './support/whole-cloud'

const ROOT = join(__dirname, '..', '..')
const run = promisify(execFile)
const PLACES = 30
const PEOPLE = Array.from({ length: 60 }, (_, n) => `person-${n}`)

const dir = mkdtempSync(join(tmpdir(), 'drill-'))
const file = join(dir, 'backup')
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Runs a command for backups, and returns what it counted. */
async function command(name: 'backup' | 'restore', dataDir: string): Promise<string | undefined> {
  const script = ['--import', 'tsx', join(ROOT, 'config', 'tasks', `${name}.ts`), file]
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, BACKUP_KEY: 'of the drill' }
  const { stdout } = await run(process.execPath, script, { cwd: ROOT, env })
  return /\d+ documents in .*$/m.exec(stdout)?.[0]
}

test('a backup under a storm is of one moment, and a cloud goes on from it elsewhere', async () => {
  const first = await startWholeCloud({ dataDir: join(dir, 'first') })
  await first.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(cloudNow(), { _id: 'class', capacity: PLACES })],
  })
  let isWritten = false
  let booked = 0
  let enough = () => {}
  const some = new Promise<void>(resolve => {
    enough = resolve
  })
  // Every second person books and cancels until the backup is written: it cannot come too late. It begins when some have booked.
  const storm = Promise.all(
    PEOPLE.map(async (openid, n) => {
      do {
        const { reply } = await first.send(openid, 'booking.create', { sessionId: 'class', memberIds: ['self'] })
        if (!reply.ok) continue
        if (++booked === PLACES / 2) enough()
        if (n % 2 === 1) await first.codeOf(openid, 'booking.cancel', { bookingId: reply.data.booking.id })
      } while (!isWritten)
    }),
  )
  await some
  const written = await command('backup', join(dir, 'first'))
  isWritten = true
  await storm
  await first.close()

  expect(await command('restore', join(dir, 'second'))).toBe(written)
  const second = await startWholeCloud({ dataDir: join(dir, 'second') })
  const names = Object.keys(collections) as (keyof typeof collections)[]
  const stored = await Promise.all(names.map(async name => (await second.stored(name)).length))
  expect(stored.reduce((sum, count) => sum + count, 0)).toBe(Number.parseInt(written ?? '', 10))
  expect((await second.stored('bookings')).length).toBeGreaterThanOrEqual(PLACES / 2)
  // What calls had begun at that moment is finished or released by the timer, as after a power cut.
  second.later(HOUR)
  await second.tick()
  await second.tick()
  expect(await invariantViolations(second)).toEqual([])
  const late = await Promise.all(
    PEOPLE.map(openid => second.codeOf(openid, 'booking.create', { sessionId: 'class', memberIds: ['self'] })),
  )
  expect(late.filter(code => !['OK', 'SESSION_FULL', 'ALREADY_BOOKED', 'OVERLAPPING_BOOKING'].includes(code))).toEqual(
    [],
  )
  expect(await invariantViolations(second)).toEqual([])
  expect((await second.stored('sessions'))[0]).toMatchObject({ seatsLeft: 0 })
  await second.close()
})
