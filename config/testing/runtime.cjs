const { statSync } = require('node:fs')
const { Script } = require('node:vm')
const { default: Runtime } = require('jest-runtime')

/** By file: what Jest made of it, for the size and time that it had then. Lives as long as the worker. */
const transformed = new Map()
/** By file: the code that was compiled last, and its script. Lives as long as the worker. */
const scripts = new Map()

/**
 * Jest's runtime, except that a worker reads and compiles a module once, not once for each test file that loads it: a test of
 * the cloud loads some 750 modules. A script keeps its compiled functions, and runs in the context of each test file by itself,
 * so test files share no state. Code that imports dynamically is left to Jest, which must know who imports.
 */
class CompilesOnce extends Runtime {
  constructor(...args) {
    super(...args)
    this.#readOnce()
    this.#compileOnce()
  }

  #readOnce() {
    const cache = this.transformCache
    const transform = cache.transform.bind(cache)
    cache.transform = (filename, options) => {
      if (options?.isInternalModule) return transform(filename, options)
      const { mtimeMs, size } = statSync(filename)
      const known = transformed.get(filename)
      if (known?.mtimeMs === mtimeMs && known.size === size) {
        cache.transforms.set(filename, known.result)
        if (known.result.sourceMapPath) cache.sourceMaps.set(filename, known.result.sourceMapPath)
        return known.result.code
      }
      const code = transform(filename, options)
      transformed.set(filename, { mtimeMs, size, result: cache.transforms.get(filename) })
      return code
    }
  }

  #compileOnce() {
    const { executor, _environment: environment } = this
    const compile = executor.compile.bind(executor)
    executor.compile = (code, filename) => {
      const context = environment.getVmContext()
      if (context === null || code.includes('import(')) return compile(code, filename)
      return scriptOf(code, filename, executor.injectedModuleParameters).runInContext(context)
    }
  }
}

function scriptOf(code, filename, parameters) {
  const known = scripts.get(filename)
  if (known?.code === code) return known.script
  const head = `(function (${parameters.join(', ')}) {`
  const script = new Script(`${head}${code}\n})`, { filename, columnOffset: -head.length })
  scripts.set(filename, { code, script })
  return script
}

module.exports = CompilesOnce
module.exports.default = CompilesOnce
