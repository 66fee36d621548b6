/** The stages `$lookup` and `$graphLookup`, through the indexes of the joined collection. */
import { refuse } from '../errors'
import { namedArguments } from '../expression/arguments'
import { checkVariableName, fieldPath } from '../expression/names'
import { isNullish } from '../expression/scope'
import { isPlain, type Plain } from '../values/compare'
import { encodeValue } from '../values/keys'
import { EMPTY_ARRAY, indexedValues, visitPath } from '../values/paths'
import { type Apply, type Context, compileValue } from './context'
import { setPath } from './set-path'

const keyOf = (value: unknown) => encodeValue(value ?? null).toString('latin1')

function pathArgument(value: unknown, what: string): string[] {
  return typeof value === 'string' ? fieldPath(value) : refuse(`${what} must be a string`)
}

/** Compiles `$lookup`. */
export function lookup(spec: unknown, context: Context): Apply {
  const given = namedArguments(spec, '$lookup', ['from', 'as'], ['localField', 'foreignField', 'let', 'pipeline'])
  const { from, localField, foreignField, pipeline } = given
  if (typeof from !== 'string') return refuse("$lookup argument 'from' must be a string")
  const as = pathArgument(given.as, "$lookup argument 'as'")
  if ((localField === undefined) !== (foreignField === undefined))
    return refuse('$lookup requires both or neither of localField and foreignField')
  if (pipeline === undefined) {
    if (localField === undefined)
      return refuse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")
    if (given.let !== undefined) return refuse("$lookup with 'let' must also have a 'pipeline'")
    return byEquality(
      from,
      as,
      pathArgument(localField, 'localField'),
      pathArgument(foreignField, 'foreignField'),
      context,
    )
  }
  if (!Array.isArray(pipeline)) return refuse("'pipeline' option must be an array")
  const local = localField === undefined ? undefined : pathArgument(localField, 'localField')
  const foreign = foreignField === undefined ? undefined : pathArgument(foreignField, 'foreignField').join('.')
  return byPipeline({ from, as, variables: given.let ?? {}, pipeline, local, foreign }, context)
}

/** What a local field is compared with: its elements when it is an array, null when it is missing. */
function localValues(document: Plain, path: string[]): unknown[] {
  return indexedValues(document, path).values.filter(value => value !== EMPTY_ARRAY)
}

/** One query for the values of all documents, then each document takes its own matches. */
function byEquality(from: string, as: string[], local: string[], foreign: string[], context: Context): Apply {
  return documents => {
    const wanted = documents.map(document => localValues(document, local))
    const distinct = [...new Map(wanted.flat().map(value => [keyOf(value), value])).values()]
    const others =
      distinct.length === 0
        ? []
        : context.pipelines.onCollection(from, [{ $match: { [foreign.join('.')]: { $in: distinct } } }], context)()
    const holders = new Map<string, Set<number>>()
    for (const [at, other] of others.entries()) {
      visitPath(other, foreign, true, value => {
        const key = keyOf(value)
        const held = holders.get(key)
        if (held) held.add(at)
        else holders.set(key, new Set([at]))
        return false
      })
    }
    return documents.map((document, i) => {
      const matches = new Set((wanted[i] ?? []).flatMap(value => [...(holders.get(keyOf(value)) ?? [])]))
      return setPath(
        document,
        as,
        [...matches].sort((a, b) => a - b).map(at => others[at]),
      )
    })
  }
}

interface SubPipeline {
  from: string
  as: string[]
  variables: unknown
  pipeline: unknown[]
  local: string[] | undefined
  foreign: string | undefined
}

function byPipeline({ from, as, variables, pipeline, local, foreign }: SubPipeline, context: Context): Apply {
  if (!isPlain(variables)) return refuse("$lookup argument 'let' must be an object")
  const bound = Object.entries(variables).map(([name, value]) => ({
    name: checkVariableName(name),
    value: compileValue(value, context),
  }))
  const inner: Context = { ...context, names: new Set([...context.names, ...bound.map(({ name }) => name)]) }
  // With a local field the first stage differs from document to document.
  const always = local === undefined ? context.pipelines.onCollection(from, pipeline, inner) : undefined
  const correlated = bound.length > 0 || local !== undefined || context.names.size > 0
  let once: Plain[] | undefined
  return documents =>
    documents.map(document => {
      if (!correlated) {
        once ??= always?.() ?? []
        return setPath(document, as, once)
      }
      inner.variables = bound.reduce(
        (outer, { name, value }) => ({ name, value: value(document), outer }),
        context.variables,
      )
      const run =
        always ??
        context.pipelines.onCollection(
          from,
          [{ $match: { [foreign ?? '']: { $in: localValues(document, local ?? []) } } }, ...pipeline],
          inner,
        )
      return setPath(document, as, run())
    })
}

const MAX_VISITED = 100_000

/** Compiles `$graphLookup`: follows a field from document to document. */
export function graphLookup(spec: unknown, context: Context): Apply {
  const given = namedArguments(
    spec,
    '$graphLookup',
    ['from', 'startWith', 'connectFromField', 'connectToField', 'as'],
    ['maxDepth', 'depthField', 'restrictSearchWithMatch'],
  )
  const { from, maxDepth, depthField, restrictSearchWithMatch: restriction = {} } = given
  if (typeof from !== 'string') return refuse("$graphLookup argument 'from' must be a string")
  const as = pathArgument(given.as, "$graphLookup argument 'as'")
  const connectFrom = pathArgument(given.connectFromField, 'connectFromField')
  const connectTo = pathArgument(given.connectToField, 'connectToField').join('.')
  const depthPath = depthField === undefined ? undefined : pathArgument(depthField, 'depthField')
  if (maxDepth !== undefined && !(typeof maxDepth === 'number' && Number.isInteger(maxDepth) && maxDepth >= 0)) {
    return refuse('maxDepth of $graphLookup must be a whole number that is not negative')
  }
  if (!isPlain(restriction)) return refuse('restrictSearchWithMatch of $graphLookup must be an object')
  const startWith = compileValue(given.startWith, context)
  const last = (maxDepth as number | undefined) ?? Number.POSITIVE_INFINITY
  const visit = (document: Plain): Plain[] => {
    const found = new Map<string, Plain>()
    const asked = new Set<string>()
    const start = startWith(document)
    let frontier = Array.isArray(start) ? start : isNullish(start) ? [null] : [start]
    for (let depth = 0; depth <= last && frontier.length > 0; depth++) {
      const fresh = frontier.filter(value => !asked.has(keyOf(value)))
      for (const value of fresh) asked.add(keyOf(value))
      if (fresh.length === 0) break
      const filter = { $and: [{ [connectTo]: { $in: fresh } }, restriction] }
      const next: unknown[] = []
      for (const other of context.pipelines.onCollection(from, [{ $match: filter }], context)()) {
        const key = keyOf(other._id)
        if (found.has(key)) continue
        if (found.size >= MAX_VISITED) return refuse(`$graphLookup found more than ${MAX_VISITED} documents`)
        found.set(key, depthPath ? setPath(other, depthPath, depth) : other)
        next.push(...localValues(other, connectFrom).filter(value => value !== null))
      }
      frontier = next
    }
    return [...found.values()]
  }
  return documents => documents.map(document => setPath(document, as, visit(document)))
}
