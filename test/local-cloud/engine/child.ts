/**
 * A process of its own on a data directory, told what to do by its arguments, telling what happened line by line.
 * `hold` opens and waits. `write` writes without end and names every write only after it was acknowledged.
 */
import type { Engine } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { childSchema } from './child-schema'

const [, , mode, dir = '', prefix = ''] = process.argv

const say = (line: string) => process.stdout.write(`${line}\n`)

/** One event, one raised total, and every fifth time both again in one transaction. */
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
