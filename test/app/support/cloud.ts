import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Collections } from '../../../worlds/world'
import { AHEAD_MS } from '../../cloud/support/clock'

const ROOT = join(__dirname, '..', '..', '..')

export interface Question {
  id: number
  method: string
  args: unknown[]
}

export interface Answer {
  id: number
  value?: unknown
  error?: string
}

export type AppCloud = Awaited<ReturnType<typeof startAppCloud>>

/** A local cloud with the deployed bundles for the phones of one test file; this is its client in the simulated phone. */
export async function startAppCloud() {
  const child = fork(join(__dirname, 'cloud-process.ts'), [], {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, TEST_CLOCK_AHEAD_MS: String(AHEAD_MS) },
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.on('exit', code => {
    for (const [id, settle] of waiting) settle({ id, error: `the cloud ended with ${code}` })
    waiting.clear()
  })
  const answered = (id: number) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))))
    })
  let last = 0
  const question = (method: string, ...args: unknown[]) => {
    if (!child.connected) return Promise.reject(new Error('the cloud is closed'))
    const id = ++last
    const answer = answered(id)
    child.send({ id, method, args } satisfies Question)
    return answer
  }
  await answered(0)
  return {
    /** `POST /invoke/<fn>`, as the local cloud's clients make it. */
    raw: (fn: string, event: unknown, openid: string) =>
      question('raw', fn, event, openid) as Promise<{ status: number; reply: unknown }>,
    /** The data of a call that must succeed. */
    ask: <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) =>
      question('ask', openid, route, input) as Promise<RouteOutput<Name>>,
    /** Stored documents, read past all code under test. */
    stored: <Name extends keyof Documents>(collection: Name, filter: Record<string, unknown> = {}) =>
      question('stored', collection, filter) as Promise<Documents[Name][]>,
    /** Pays what a payment sheet shows; false: nobody can. `delivery`: how the function is called afterwards. */
    pay: (prepayId: string, openid: string, delivery: { times?: number } = {}) =>
      question('pay', prepayId, openid, delivery) as Promise<boolean>,
    change: (collection: keyof Documents, id: string, set: Record<string, unknown>) =>
      question('change', collection, id, set),
    /** Sets how far the cloud's clock is ahead of `cloudNow()`, ms; 0 corrects it. */
    later: (ms: number) => question('later', ms),
    seed: (collections: Collections) => question('seed', collections),
    /** The check-in code of a booking at `now` (epoch ms), computed without the phone. */
    codeAt: (secret: string, bookingId: string, now: number) =>
      question('codeAt', secret, bookingId, now) as Promise<{ qr: string; digits: string }>,
    /** Fills the cloud with the demo world as it is at `now` (epoch ms). */
    seedYuxi: (now: number) => question('seedYuxi', now),
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
