/** A drill: a backup is made while people book, and another place goes on from it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { HOUR } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { invariantViolations } from './support/invariants'
import { startWholeCloud } from './support/whole-cloud'

const ROOT = join(__dirname, '..', '..')
const run = promisify(execFile)
const PLACES = 40
const PEOPLE = Array.from({ length: 120 }, (_, n) => `person-${n}`)

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
  let isDone = false
  const storm = Promise.all(
    PEOPLE.map(openid => first.codeOf(openid, 'booking.create', { sessionId: 'class', memberIds: ['self'] })),
  ).then(() => {
    isDone = true
  })
  const written = await command('backup', join(dir, 'first'))
  // If the storm was over before the backup, this was no drill; the storm is long enough for that not to be.
  const wasUnderWay = !isDone
  await storm
  await first.close()

  expect(await command('restore', join(dir, 'second'))).toBe(written)
  const second = await startWholeCloud({ dataDir: join(dir, 'second') })
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
  expect(wasUnderWay).toBe(true)
})
