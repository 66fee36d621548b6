import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { FUNCTION_BUNDLE } from '../../../config/build/functions'
import type { Bench, Figure } from '../report'
import type { PersonResult } from './crowd'
import { simulatedTime } from './simulated-time'
import { stateAfterRush } from './state-after-rush'
import { PEOPLE, PLACES, type Storm, storm } from './storm'

const ROOT = join(__dirname, '..', '..', '..')
/** The answers that are allowed in a rush. */
const TO_BOOK = ['OK', 'SESSION_FULL']
const TO_WAIT = [null, 'OK', 'WAITLIST_FULL']

/** Two thousand people at once on one session of two hundred: claims compared with the same core on transactions. */
export const rush: Bench = async () => {
  const functionsDir = mkdtempSync(join(tmpdir(), 'rush-'))
  try {
    cpSync(join(ROOT, 'dist', 'cloudfunctions'), functionsDir, { recursive: true })
    await build({
      ...FUNCTION_BUNDLE,
      entryPoints: [join(__dirname, 'transaction', 'index.ts')],
      outfile: join(functionsDir, 'transaction', 'index.js'),
    })
    const ours = await storm(functionsDir, 'resident', async rushed => ({
      lastSeatMs: lastSeatOf(rushed.told),
      figures: [...figuresOf(rushed), ...(await stateAfterRush(rushed))],
    }))
    const theirs = await storm(functionsDir, 'transaction', async ({ told, cpuMs }) => ({
      confirmed: confirmedOf(told).length,
      lastSeatMs: lastSeatOf(told),
      cpuMs,
    }))
    return [
      ...ours.figures,
      { what: 'transactions: confirmed', value: theirs.confirmed, unit: 'people' },
      { what: 'transactions: to the last seat', value: theirs.lastSeatMs, unit: 'ms' },
      { what: 'transactions: CPU of the cloud', value: theirs.cpuMs, unit: 'ms' },
      { what: 'claims are faster to the last seat', value: theirs.lastSeatMs / ours.lastSeatMs, unit: '×', min: 5 },
      ...(await simulatedTime()),
    ]
  } finally {
    rmSync(functionsDir, { recursive: true, force: true })
  }
}

function confirmedOf(told: PersonResult[]): PersonResult[] {
  return told.filter(({ booking }) => booking === 'OK')
}

function lastSeatOf(told: PersonResult[]): number {
  return Math.max(...confirmedOf(told).map(({ bookedAt }) => bookedAt))
}

function figuresOf({ told, cpuMs }: Storm): Figure[] {
  const wrong = told.filter(({ booking, waiting }) => !TO_BOOK.includes(booking) || !TO_WAIT.includes(waiting))
  for (const each of wrong.slice(0, 5)) process.stdout.write(`  ${JSON.stringify(each)}\n`)
  const confirmed = confirmedOf(told).length
  return [
    {
      what: `claims: confirmed of ${PEOPLE} on ${PLACES} places`,
      value: confirmed,
      unit: 'people',
      min: PLACES,
      max: PLACES,
    },
    {
      what: 'claims: answers that are neither a place, nor waiting, nor "full"',
      value: wrong.length,
      unit: 'answers',
      max: 0,
    },
    { what: 'claims: to the last seat', value: lastSeatOf(told), unit: 'ms' },
    { what: 'claims: CPU of the cloud, waitlist included', value: cpuMs, unit: 'ms' },
  ]
}
