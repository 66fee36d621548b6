/** A data file is checked before it is opened, because a damaged one would kill the process or hide the last writes. */
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { EngineError } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { inspectDataFile } from '../../../local-cloud/engine/store/inspect'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { tempDir } from '../temp-dir'

const PAGE = 4096
const schema = { collections: { a: { indexes: [{ name: 'n', keys: [['n', 1] as [string, 1]] }] } } }
const options = (dir: string) => ({ dir, schema, now: Date.now })

/** A data file with several pages of each kind: leaves, branches, large values, free pages. */
async function makeFile(dir: string): Promise<void> {
  const engine = await openEngine(options(dir))
  const document = (i: number) => ({ _id: `d${i}`, n: i, text: 'x'.repeat(i % 50 === 0 ? 9000 : 100) })
  await engine.insert(
    'a',
    Array.from({ length: 400 }, (_, i) => document(i)),
  )
  await engine.remove('a', { filter: { n: { $lt: 100 } }, multi: true })
  await engine.close()
}

const original = tempDir()
let bytes: Buffer
beforeAll(async () => {
  await makeFile(original)
  bytes = readFileSync(join(original, 'data.mdb'))
})

const dir = tempDir()
const file = join(dir, 'data.mdb')
beforeEach(() => copyFileSync(join(original, 'data.mdb'), file))

/** Makes the file older than one that is being made. */
const age = () => utimesSync(file, 0, 0)

function inspect(): unknown {
  age()
  try {
    return inspectDataFile(dir)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'DAMAGED') throw error
    return 'damaged'
  }
}

function flip(at: number, mask: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.of((bytes[at] ?? 0) ^ mask), 0, 1, at)
  closeSync(handle)
}

/** Bytes of a beginning that a damage would change something by: not addresses, sizes of maps and the number of a boot. */
const MATTER = [...range(16, 32), ...range(48, 160)]

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

it('a sound file is described', () => {
  expect(inspectDataFile(dir)).toEqual({
    transaction: expect.any(Number),
    pages: expect.any(Number),
    entries: expect.any(Number),
  })
})

it('a folder without a file is new', () => {
  expect(inspectDataFile(tempDir())).toBeUndefined()
})

it('a file that was cut off anywhere is recognised', () => {
  const pages = bytes.length / PAGE
  const lastUsed = lastUsedPage()
  for (let page = 0; page < pages; page++) {
    for (const length of [page * PAGE, page * PAGE + 100]) {
      writeFileSync(file, bytes.subarray(0, length))
      // Pages at the end may be free; without them nothing is missing.
      if (length < (lastUsed + 1) * PAGE) expect([length, inspect()]).toEqual([length, 'damaged'])
    }
  }
})

/** The last page without which the file is damaged. */
function lastUsedPage(): number {
  for (let page = bytes.length / PAGE - 1; page > 0; page--) {
    writeFileSync(file, bytes.subarray(0, page * PAGE))
    if (inspect() === 'damaged') return page
  }
  return 0
}

it('a flipped bit in the beginning is recognised, or changes nothing', () => {
  const sound = inspectDataFile(dir)
  const seen = { damaged: 0 }
  for (const start of [0, PAGE]) {
    for (const at of MATTER) {
      const mask = 1 << (at % 8)
      flip(start + at, mask)
      const found = inspect()
      // A larger number of pages only wastes them.
      if (found === 'damaged') seen.damaged++
      else expect([start + at, found]).toEqual([start + at, { ...sound, pages: expect.any(Number) }])
      flip(start + at, 0)
    }
  }
  expect(seen.damaged).toBeGreaterThan(100)
})

it('a flipped byte anywhere never ends in anything else than an answer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      flip(at, mask)
      inspect()
      flip(at, 0)
    }),
    randomRuns({ deep: 5000, byDefault: 300 }),
  )
})

it.each([
  ['an empty file', () => truncateSync(file, 0)],
  ['a file of something else', () => writeFileSync(file, 'not a database'.repeat(1000))],
  ['a file of zeros', () => writeFileSync(file, Buffer.alloc(bytes.length))],
  ['half of the file', () => truncateSync(file, bytes.length / 2)],
])('%s is not opened, and not changed', async (_what, damage) => {
  damage()
  age()
  const before = readFileSync(file)
  await expect(openEngine(options(dir))).rejects.toMatchObject({
    code: 'DAMAGED',
    message: expect.stringContaining(dir),
  })
  expect(readFileSync(file).equals(before)).toBe(true)
})

it('a file is checked while another process writes to it', async () => {
  const busy = tempDir()
  mkdirSync(busy, { recursive: true })
  const engine = await openEngine(options(busy))
  const writes = { going: true }
  const writing = (async () => {
    for (let i = 0; writes.going; i++) await engine.insert('a', [{ _id: `w${i}`, n: i, text: 'x'.repeat(300) }])
  })()
  for (let i = 0; i < 50; i++) {
    expect(inspectDataFile(busy)).toBeDefined()
    await new Promise(resolve => setImmediate(resolve))
  }
  writes.going = false
  await writing
  await engine.close()
})
