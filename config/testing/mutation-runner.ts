import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Script } from 'node:vm'
import { build, type Plugin } from 'esbuild'

/**
 * Runs tests of pure rules for Stryker, without Jest around them: a mutant takes hundredths of a second instead of one. Each test
 * file and all that it imports is one script; it is evaluated again only for mutants of constants, because modules of rules keep
 * no state. Only the tests that reach the mutant run, the quickest first, until one fails.
 *
 * Only tests that need nothing of Jest but its definitions and `expect` are run; those that use `jest` are left out.
 */
interface Coverage {
  static: Record<string, number>
  perTest: Record<string, Record<string, number>>
}
interface Switches {
  activeMutant?: string
  currentTestId?: string
  mutantCoverage?: Coverage
  hitCount?: number
  hitLimit?: number
}
interface Run {
  activeMutant: { id: string; fileName: string }
  testFilter?: string[]
  hitLimit?: number
  mutantActivation: 'runtime' | 'static'
  sandboxFileName: string
}
interface Block {
  type: 'describeBlock'
  name: string
  children: (Block | Test)[]
  hooks: { type: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll'; fn: () => unknown }[]
}
interface Test {
  type: 'test'
  name: string
  mode?: string
  fn: () => unknown
}
interface Circus {
  resetState: () => void
  getState: () => { rootDescribeBlock: Block; hasFocusedTests: boolean }
}
/** A test with the blocks around it. */
interface Defined {
  id: string
  test: Test
  blocks: Block[]
}
/** A test file with all that it imports, and the files of the sandbox that it is made of. */
interface Bundle {
  name: string
  code: string
  parts: string[]
}
interface File {
  name: string
  code: string
  script?: Script
  parts: Set<string>
  /** How long its evaluation took, and each of its tests by id, ms. */
  evaluation: number
  /** Its tests, from when it was evaluated without a mutant. */
  defined?: Defined[]
  times: Map<string, number>
  /** How many mutants of each file it has noticed. */
  noticed: Map<string, number>
}
type Result = { id: string; name: string; timeSpentMs: number } & (
  | { status: 0 }
  | { status: 1; failureMessage: string }
)

/** Most runs of a random test. */
const RANDOM_RUNS = 40

const DEFINITIONS = ['describe', 'test', 'it', 'expect', 'beforeAll', 'beforeEach', 'afterEach', 'afterAll']

/** Parts of Jest, found from where Jest itself is installed. */
const ofJest = createRequire(
  createRequire(createRequire(join(process.cwd(), 'package.json')).resolve('jest')).resolve('@jest/core'),
)

/** Makes `__dirname` in a file that becomes part of a script the folder of that file. */
const OWN_FOLDER: Plugin = {
  name: 'own-folder',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]test[\\/].*[.]ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\b__dirname\b/g, JSON.stringify(dirname(path))),
      loader: 'ts',
    }))
  },
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts'))
    .map(path => join(folder, path))
}

class PureTests {
  private readonly root = process.cwd()
  private files: File[] = []

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true }
  }

  async init(): Promise<void> {
    // A random test that fails has noticed the mutant; its smallest example is of no use here.
    const fastCheck = createRequire(join(this.root, 'test', 'depth.ts'))('fast-check') as {
      configureGlobal: (options: object) => void
    }
    fastCheck.configureGlobal({ endOnFailure: true, seed: 1 })
    const wanted = new RegExp(`^(?!domain/worlds)(${process.env.MUTATE_WITH ?? 'domain/'})`)
    const paths = testFiles(join(this.root, 'test')).filter(
      path => wanted.test(relative(join(this.root, 'test'), path)) && !/\bjest[.]/.test(readFileSync(path, 'utf8')),
    )
    // A process that replaces one that hung begins with what the first one has bundled.
    const kept = join(this.root, '.pure-tests.json')
    if (!existsSync(kept)) {
      const bundles = await Promise.all(paths.map(path => this.bundle(path)))
      const mutated = (JSON.parse(process.env.MUTATE_PATHS ?? '[""]') as string[]).map(path => join(this.root, path))
      const own = bundles.filter(({ parts }) => parts.some(part => mutated.some(path => part.startsWith(path))))
      writeFileSync(kept, JSON.stringify(own))
    }
    this.files = (JSON.parse(readFileSync(kept, 'utf8')) as Bundle[]).map(({ name, code, parts }) => ({
      ...{ name, code, parts: new Set(parts), evaluation: 0, times: new Map(), noticed: new Map() },
    }))
  }

  async dryRun(): Promise<{ status: 'complete'; tests: Result[]; mutantCoverage: Coverage }> {
    const switches = globals()
    const coverage: Coverage = { static: {}, perTest: {} }
    switches.mutantCoverage = coverage
    const tests: Result[] = []
    for (const file of this.files) {
      file.defined = this.define(file)
      await this.run(file, file.defined, result => {
        file.times.set(result.id, result.timeSpentMs)
        return tests.push(result) > 0
      })
    }
    delete switches.mutantCoverage
    return { status: 'complete', tests, mutantCoverage: coverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, sandboxFileName }: Run): Promise<unknown> {
    const switches = globals()
    const only = testFilter && new Set(testFilter)
    const files = this.files
      .filter(({ parts }) => parts.has(sandboxFileName))
      .map(file => ({ file, ids: idsIn(file, only) }))
      .filter(({ file, ids }) => ids.length > 0 || (!only && file.times.size === 0))
      .map(({ file, ids }) => ({ file, cost: costOf(file, ids) / (1 + (file.noticed.get(sandboxFileName) ?? 0)) }))
      .sort((a, b) => a.cost - b.cost)
    switches.hitCount = 0
    if (hitLimit !== undefined) switches.hitLimit = hitLimit
    let ran = 0
    let killer: (Result & { status: 1 }) | undefined
    try {
      for (const { file } of files) {
        const noted = (result: Result) => {
          ran += 1
          if (result.status === 1) killer = result
          return result.status === 0
        }
        try {
          // A mutant of a constant is there from the beginning; any other one meets what was evaluated without it.
          if (mutantActivation === 'static') switches.activeMutant = activeMutant.id
          if (mutantActivation === 'runtime') file.defined ??= this.define(file)
          const defined = (mutantActivation === 'runtime' && file.defined) || this.define(file)
          switches.activeMutant = activeMutant.id
          await this.run(
            file,
            defined.filter(({ id }) => !only || only.has(id)),
            noted,
          )
        } catch (error) {
          noted({
            id: `${file.name} is evaluated`,
            name: file.name,
            timeSpentMs: 0,
            status: 1,
            failureMessage: String(error),
          })
        }
        delete switches.activeMutant
        if (!killer) continue
        file.noticed.set(sandboxFileName, 1 + (file.noticed.get(sandboxFileName) ?? 0))
        break
      }
      // The code of a mutant that never ends throws once it has been reached a hundred times as often as usual.
      if (hitLimit !== undefined && (switches.hitCount ?? 0) > hitLimit) return { status: 'timeout' }
    } finally {
      delete switches.activeMutant
      delete switches.hitCount
      delete switches.hitLimit
    }
    return killer
      ? { status: 'killed', killedBy: [killer.id], failureMessage: killer.failureMessage, nrOfTests: ran }
      : { status: 'survived', nrOfTests: ran }
  }

  private async bundle(path: string): Promise<Bundle> {
    const { outputFiles, metafile } = await build({
      entryPoints: [path],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      packages: 'external',
      metafile: true,
      absWorkingDir: this.root,
      alias: { '@domain': join(this.root, 'domain'), '@': join(this.root, 'src') },
      plugins: [OWN_FOLDER],
      logLevel: 'error',
    })
    return {
      name: relative(this.root, path),
      code: outputFiles[0]?.text ?? '',
      parts: Object.keys(metafile.inputs).map(part => join(this.root, part)),
    }
  }

  /** Evaluates a test file, and returns its tests. Throws what fails while it is evaluated. */
  private define(file: File): Defined[] {
    const circus = ofJest('jest-circus') as Circus & Record<string, unknown>
    const { jestExpect } = ofJest('@jest/expect') as { jestExpect: unknown }
    circus.resetState()
    const module = { exports: {} }
    const begin = performance.now()
    file.script ??= new Script(`(function (module, exports, require, ${DEFINITIONS.join(', ')}) {${file.code}\n})`, {
      filename: file.name,
    })
    file.script.runInThisContext()(
      module,
      module.exports,
      this.requireFrom(file.name),
      ...DEFINITIONS.map(definition => (definition === 'expect' ? jestExpect : circus[definition])),
    )
    file.evaluation ||= performance.now() - begin
    return testsOf(circus.getState().rootDescribeBlock, file.name, []).filter(({ test }) => test.mode !== 'skip')
  }

  /** `require` of a test file. Random tests look less far than they usually do: what more of them notice is not counted. */
  private requireFrom(name: string): (id: string) => unknown {
    const required = createRequire(join(this.root, name))
    return id => {
      const module: unknown = required(id)
      if (id !== 'fast-check') return module
      const check = module as { assert: (property: unknown, parameters?: { numRuns?: number }) => unknown }
      const assert: typeof check.assert = (property, parameters) =>
        check.assert(property, { ...parameters, numRuns: Math.min(parameters?.numRuns ?? RANDOM_RUNS, RANDOM_RUNS) })
      const fewer = { ...check, assert }
      return { ...fewer, default: fewer }
    }
  }

  /** Runs tests of a file, the quickest first, until `onResult` says false. */
  private async run({ times }: File, tests: readonly Defined[], onResult: (result: Result) => boolean): Promise<void> {
    const switches = globals()
    const begun = new Set<Block>()
    const sorted = [...tests].sort((a, b) => (times.get(a.id) ?? 0) - (times.get(b.id) ?? 0))
    for (const { id, test, blocks } of sorted) {
      const hooks = (type: string) => blocks.flatMap(block => block.hooks.filter(hook => hook.type === type))
      const start = performance.now()
      switches.currentTestId = id
      let failure: unknown
      try {
        for (const block of blocks) {
          if (begun.has(block)) continue
          begun.add(block)
          for (const hook of block.hooks) if (hook.type === 'beforeAll') await hook.fn()
        }
        for (const hook of hooks('beforeEach')) await hook.fn()
        await test.fn()
        for (const hook of hooks('afterEach')) await hook.fn()
      } catch (error) {
        failure = error ?? new Error('rejected')
      }
      delete switches.currentTestId
      const timeSpentMs = performance.now() - start
      const result: Result =
        failure === undefined
          ? { id, name: id, timeSpentMs, status: 0 }
          : { id, name: id, timeSpentMs, status: 1, failureMessage: String(failure) }
      if (!onResult(result)) return
    }
  }
}

/** The tests of a file that are to run. A process that replaces one that hung has not run any yet, so it knows no times. */
function idsIn({ name, times }: File, only: Set<string> | undefined): string[] {
  return only ? [...only].filter(id => id.startsWith(`${name} `)) : [...times.keys()]
}

function costOf({ evaluation, times }: File, ids: readonly string[]): number {
  return ids.reduce((cost, id) => cost + (times.get(id) ?? 0), evaluation)
}

function globals(): Switches {
  const holder = globalThis as { __stryker__?: Switches }
  holder.__stryker__ ??= {}
  return holder.__stryker__
}

/** All tests below a block with the blocks around each; equal titles are numbered. */
function testsOf(block: Block, prefix: string, around: Block[], seen = new Map<string, number>()): Defined[] {
  const blocks = [...around, block]
  return block.children.flatMap(child => {
    const id = `${prefix} ${child.name}`
    if (child.type === 'describeBlock') return testsOf(child, id, blocks, seen)
    const times = seen.get(id) ?? 0
    seen.set(id, times + 1)
    return [{ id: times === 0 ? id : `${id} (${times + 1})`, test: child, blocks }]
  })
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'pure-tests', factory: () => new PureTests() }]
