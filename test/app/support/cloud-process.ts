import { currentCode } from '@domain/checkin/code'
import { yuxiWorld } from '../../../worlds/demo'
import { startWholeCloud } from '../../cloud/support/whole-cloud'
import type { Answer, Question } from './cloud'

/** Serves a test's requests in a separate process: a server and a database do not run in jsdom's realm. */
async function main(): Promise<void> {
  const cloud = await startWholeCloud({ maxInstances: 2 })
  const methods: Record<string, (...args: never[]) => unknown> = {
    raw: cloud.raw,
    ask: cloud.ask,
    stored: cloud.stored,
    change: cloud.change,
    seed: cloud.seed,
    pay: async (prepayId: string, openid: string, delivery: object) => {
      const headers = { 'x-wx-openid': openid, 'content-type': 'application/json' }
      const request = { method: 'POST', headers, body: JSON.stringify(delivery) }
      return ((await (await fetch(`${cloud.url}/pay/${prepayId}`, request)).json()) as { paid: boolean }).paid
    },
    later: async (ms: number) => cloud.later(ms),
    codeAt: currentCode,
    seedYuxi: (now: number) => cloud.seed(yuxiWorld(now).collections),
  }
  const send = (answer: Answer) => {
    // A phone may still have calls under way when its test is over.
    if (process.connected) process.send?.(answer)
  }
  process.on('message', ({ id, method, args }: Question) => {
    Promise.resolve(methods[method]?.(...(args as never[])))
      .then(value => send({ id, value }))
      .catch((error: unknown) => send({ id, error: error instanceof Error ? error.message : String(error) }))
  })
  // The test ended, by itself or with its process.
  process.on('disconnect', () => void cloud.close().then(() => process.exit(0)))
  send({ id: 0 })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
