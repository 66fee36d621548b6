/**
 * A separate process on a data directory; prints one line per event.
 * `hold` opens and waits. `write` writes until killed and prints every write after it was acknowledged.
 */
import type { Engine } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { childSchema } from './child-schema'

const [, , mode, dir = '', prefix = ''] = process.argv

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Inserts an event and increments a total; every fifth time both in one transaction. */
async function writer(engine: Engine, name: string): Promise<void> {
  const raise = {
    filter: { _id: name },
    update: { $inc: { sum: 1 }, $push: { seen: { $each: [1], $slice: -20 } } },
    multi: false,
    upsert: true,
  }
  for (let n = 0; ; n++) {
    const event = { _id: `${name}-${n}`, writer: name, n, tags: [`t${n % 3}`, `u${n % 5}`] }
    if (n % 5 === 4) {
      const transaction = await engine.startTransaction()
      await engine.insert('events', [event], transaction)
      await engine.update('totals', raise, transaction)
      await engine.commitTransaction(transaction)
    } else {
      await engine.insert('events', [event])
      await engine.update('totals', raise)
    }
    if (n % 7 === 6) await engine.remove('events', { filter: { _id: `${name}-${n - 3}` }, multi: false })
    say(`${name} ${n}`)
  }
}

async function run(): Promise<void> {
  const engine = await openEngine({ dir, schema: childSchema, now: Date.now })
  say('open')
  if (mode === 'write') await Promise.all(Array.from({ length: 8 }, (_, i) => writer(engine, `${prefix}${i}`)))
  else process.stdin.resume()
}

run().catch((error: Error & { code?: string }) => {
  say(`failed ${error.code} ${error.message}`)
  process.exit(1)
})
