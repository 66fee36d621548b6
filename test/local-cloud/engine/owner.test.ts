/** One process at a time on a data directory. */
import { EngineError } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { tempDir } from '../temp-dir'
import { childSchema } from './child-schema'
import { startChild } from './process'

const open = (dir: string) => openEngine({ dir, schema: childSchema, now: Date.now })

async function refusal(promise: Promise<unknown>): Promise<EngineError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof EngineError) return error
  throw new Error(`expected a refusal, got ${String(error)}`)
}

test("a second process is refused with the first one's id, and let in at once when the first was killed", async () => {
  const dir = tempDir()
  const first = startChild('hold', dir)
  await first.said(line => line === 'open')
  const error = await refusal(open(dir))
  expect(error.code).toBe('IN_USE')
  expect(error.message).toContain(String(first.pid))
  const second = startChild('hold', dir)
  expect(await second.said(line => line.startsWith('failed'))).toContain(`in use by process ${first.pid}`)
  await first.kill()
  const engine = await open(dir)
  expect(await startChild('hold', dir).said(line => line.startsWith('failed'))).toContain('IN_USE')
  await engine.close()
})

test('of many that start together exactly one gets in', async () => {
  const dir = tempDir()
  const children = Array.from({ length: 4 }, () => startChild('hold', dir))
  const outcomes = await Promise.all(children.map(child => child.said(line => /^(open|failed)/.test(line))))
  expect(outcomes.filter(line => line === 'open')).toHaveLength(1)
  expect(outcomes.filter(line => line.startsWith('failed IN_USE'))).toHaveLength(3)
  await Promise.all(children.map(child => child.kill()))
})

test('the same process cannot open it twice either, but again after closing', async () => {
  const dir = tempDir()
  const engine = await open(dir)
  await engine.insert('totals', [{ _id: 'kept' }])
  expect((await refusal(open(dir))).code).toBe('IN_USE')
  expect((await engine.count('totals', {})).total).toBe(1)
  await engine.insert('totals', [{ _id: 'still' }])
  await engine.close()
  const again = await open(dir)
  expect((await again.count('totals', {})).total).toBe(2)
  await again.close()
})
