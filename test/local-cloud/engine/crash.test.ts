/** `kill -9` at any moment loses no acknowledged write and leaves no partial transaction. */
import { tempDir } from '../temp-dir'
import { childSchema } from './child-schema'
import { checkedContents } from './integrity'
import { startChild } from './process'

const ROUNDS = 6

test('acknowledged writes survive, indexes agree with documents, transactions are whole', async () => {
  const dir = tempDir()
  const acknowledged = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const child = startChild('write', dir, `r${round}w`)
    // Killed after a random number of writes.
    await child.said((_, count) => count > 30 + Math.random() * 400)
    await child.kill()
    for (const line of child.lines.slice(1)) {
      const [name, n] = line.split(' ') as [string, string]
      acknowledged.set(name, Number(n))
    }
    const contents = await checkedContents(dir, childSchema)
    const events = new Set(contents.get('events')?.map(({ _id }) => _id))
    const totals = new Map(contents.get('totals')?.map(({ _id, sum }) => [_id, sum as number]))
    for (const [name, last] of acknowledged) {
      for (let n = 0; n <= last; n++) {
        const removed = n % 7 === 3 && n + 3 <= last
        // The step in flight may have executed its removal.
        if (n === last - 2 && n % 7 === 3) continue
        expect([`${name}-${n}`, events.has(`${name}-${n}`)]).toEqual([`${name}-${n}`, !removed])
      }
      // At most the step in flight is stored too; the two writes of a transaction only together.
      const sum = totals.get(name) ?? 0
      expect([last + 1, last + 2]).toContain(sum)
      const next = last + 1
      if (next % 5 === 4) expect(sum === next + 1).toBe(events.has(`${name}-${next}`))
    }
  }
  expect(acknowledged.size).toBe(ROUNDS * 8)
})
