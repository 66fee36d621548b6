import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FUNCTIONS } from '../../config/build/functions'
import { readArguments } from '../../config/dev/arguments'
import { type FunctionBuilds, openFunctionBuilds } from '../../config/dev/functions'
import { oneAtATime } from '../../config/dev/one-at-a-time'

describe('arguments of npm run dev', () => {
  it.each([
    [[], {}],
    [['--inspect'], { inspectPort: 9229 }],
    [['--inspect=9400'], { inspectPort: 9400 }],
  ])('%j mean %j', (args, meaning) => {
    expect(readArguments(args)).toEqual(meaning)
  })

  it.each(['--inspect=', '--inspect=port', 'inspect', '--inspect-brk'])('%s is refused', arg => {
    expect(() => readArguments([arg])).toThrow(arg)
  })
})

describe('a task that runs once at a time', () => {
  /** A task whose runs end when the test says so. */
  function startable() {
    const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
    const errors: unknown[] = []
    const ask = oneAtATime(
      () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })),
      error => errors.push(error),
    )
    /** Waits until no pending callback can proceed. */
    const settle = () => new Promise(resolve => setImmediate(resolve))
    return { ask, ends, errors, settle }
  }

  it('runs at once when nothing runs', () => {
    const { ask, ends } = startable()
    ask()
    expect(ends).toHaveLength(1)
  })

  it('runs once more for all that was asked meanwhile', async () => {
    const { ask, ends, settle } = startable()
    ask()
    ask()
    ask()
    expect(ends).toHaveLength(1)
    ends[0]?.resolve()
    await settle()
    expect(ends).toHaveLength(2)
    ends[1]?.resolve()
    await settle()
    expect(ends).toHaveLength(2)
  })

  it('goes on after a failure', async () => {
    const { ask, ends, errors, settle } = startable()
    ask()
    ask()
    ends[0]?.reject(new Error('does not compile'))
    await settle()
    expect(errors).toEqual([new Error('does not compile')])
    expect(ends).toHaveLength(2)
  })
})

describe('builds of the functions', () => {
  let root: string
  let builds: FunctionBuilds
  const out = () => join(root, 'dist')
  const bundle = (name: string) => readFileSync(join(out(), name, 'index.js'), 'utf8')

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'builds-'))
    write('tsconfig.json', '{}')
    write('package.json', '{ "version": "1.2.3" }')
    write('node_modules/wx-server-sdk/index.js', 'exports.sdk = "the sdk"')
    write('cloudfunctions/lib/shared.ts', 'export const shared = 1')
    for (const name of FUNCTIONS) {
      write(`cloudfunctions/${name}/config.json`, '{}')
      write(`cloudfunctions/${name}/index.ts`, 'import { sdk } from "wx-server-sdk"\nexport const main = () => sdk')
    }
    write('cloudfunctions/staff/index.ts', 'import { shared } from "../lib/shared"\nexport const main = () => shared')
    builds = await openFunctionBuilds(root, out())
  })
  afterEach(async () => {
    await builds.close()
    rmSync(root, { recursive: true })
  })

  it('are all there at first, with their maps, and load the SDK that was bundled once', async () => {
    expect((await builds.rebuild()).sort()).toEqual([...FUNCTIONS].sort())
    for (const name of FUNCTIONS) expect(bundle(name)).toContain('sourceMappingURL=index.js.map')
    expect(require(join(out(), 'resident', 'index.js')).main()).toBe('the sdk')
    expect(bundle('resident')).not.toContain('the sdk')
  })

  it('name only what a change has touched', async () => {
    await builds.rebuild()
    expect(await builds.rebuild()).toEqual([])
    write('cloudfunctions/lib/shared.ts', 'export const shared = 2')
    expect(await builds.rebuild()).toEqual(['staff'])
    expect(require(join(out(), 'staff', 'index.js')).main()).toBe(2)
  })

  it('keep the last one that worked while a source does not compile', async () => {
    await builds.rebuild()
    const before = bundle('staff')
    write('cloudfunctions/lib/shared.ts', 'export const shared = ')
    await expect(builds.rebuild()).rejects.toThrow('shared.ts')
    expect(bundle('staff')).toBe(before)
    write('cloudfunctions/lib/shared.ts', 'export const shared = 3')
    expect(await builds.rebuild()).toEqual(['staff'])
  })
})
