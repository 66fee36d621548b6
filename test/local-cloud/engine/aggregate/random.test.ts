/** Random pipelines return what a slow and independent reference returns, with and without indexes. */

import type { Engine, IndexSpec } from '../../../../local-cloud/engine/engine'
import { openEngine } from '../../../../local-cloud/engine/open'
import { deepCopy } from '../../../../local-cloud/engine/values/compare'
import { randomRuns } from '../../../depth'
import fc from '../../../random'
import { tempDir } from '../../temp-dir'
import { scalar, value } from '../arbitraries'
import { stage } from './reference'

const field = fc.constantFrom('a', 'b', 'c')
const path = fc.constantFrom('$a', '$b', '$c', '$b.x', '$c.x', '$_id')
const document = fc.record(
  { a: scalar, b: fc.oneof(scalar, fc.dictionary(fc.constantFrom('x', 'y'), scalar)), c: value },
  { requiredKeys: [] },
)

const { expression } = fc.letrec<{ expression: unknown }>(tie => {
  const some = tie('expression')
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      path,
      scalar,
      fc
        .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), some, some)
        .map(([name, a, b]) => ({ [name]: [a, b] })),
      fc.tuple(some, some, some).map($cond => ({ $cond })),
      fc.tuple(some, some).map($ifNull => ({ $ifNull })),
      fc.array(some, { maxLength: 2 }).map($and => ({ $and })),
      fc.array(some, { maxLength: 2 }).map($or => ({ $or })),
      some.map(inner => ({ $not: [inner] })),
      some.map(inner => ({ $isArray: [inner] })),
      fc.array(some, { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('p', 'q'), some, { minKeys: 1, maxKeys: 2 }),
    ),
  }
})

const ranges = fc.dictionary(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar, { minKeys: 1, maxKeys: 2 })
const operators = fc.oneof(
  scalar,
  value.map($eq => ({ $eq })),
  value.map($ne => ({ $ne })),
  ranges,
  fc
    .oneof(
      ranges,
      value.map($eq => ({ $eq })),
    )
    .map($not => ({ $not })),
  fc.array(scalar, { maxLength: 3 }).map($in => ({ $in })),
  fc.array(scalar, { maxLength: 3 }).map($nin => ({ $nin })),
  fc.boolean().map($exists => ({ $exists })),
)
const conditions = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'b.x', 'c.x'), operators, { minKeys: 1, maxKeys: 2 })
const filter = fc.oneof(
  { weight: 4, arbitrary: conditions },
  { weight: 1, arbitrary: fc.array(conditions, { minLength: 1, maxLength: 2 }).map($or => ({ $or })) },
  { weight: 1, arbitrary: expression.map($expr => ({ $expr })) },
)
const accumulator = fc.tuple(
  fc.constantFrom('$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet'),
  fc.oneof(
    path,
    fc.constant(1),
    expression.filter(one => !Array.isArray(one)),
  ),
)
const withoutLookup = fc.oneof(
  { weight: 3, arbitrary: filter.map($match => ({ $match })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        expression,
        fc.dictionary(
          fc.constantFrom('x', 'y', 'a'),
          accumulator.map(([name, of]) => ({ [name]: of })),
          { maxKeys: 2 },
        ),
      )
      .map(([_id, fields]) => ({ $group: { _id, ...fields } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(
        field,
        fc.oneof(
          fc.constant(1),
          expression.filter(one => typeof one !== 'number' && typeof one !== 'boolean' && !isEmpty(one)),
        ),
        { minKeys: 1, maxKeys: 2 },
      )
      .map($project => ({ $project })),
  },
  { weight: 1, arbitrary: fc.constantFrom('$a', '$b', '$c').map($unwind => ({ $unwind })) },
  {
    weight: 2,
    arbitrary: fc.dictionary(field, fc.constantFrom(1, -1), { minKeys: 1, maxKeys: 2 }).map($sort => ({ $sort })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map($skip => ({ $skip })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map($limit => ({ $limit })) },
  { weight: 1, arbitrary: fc.constant({ $count: 'n' }) },
)

/** Stages of the pipeline in a `$lookup`: those with which the product asks for what is due. */
const joined = fc.record(
  {
    from: fc.constant('other'),
    as: fc.constantFrom('a', 'found'),
    pipeline: fc.array(withoutLookup, { maxLength: 2 }),
  },
  { requiredKeys: ['from', 'as', 'pipeline'] },
)
/** With a variable: the product joins a session to its booking so. */
const joinedByVariable = fc.record({
  from: fc.constant('other'),
  as: fc.constantFrom('a', 'found'),
  let: fc.record({ wanted: path }),
  pipeline: fc
    .tuple(fc.constantFrom('$eq', '$eq', '$ne', '$gte', '$lt'), path, fc.array(withoutLookup, { maxLength: 1 }))
    .map(([name, of, more]) => [{ $match: { $expr: { [name]: [of, '$$wanted'] } } }, ...more]),
})
const equalFields = fc.record({
  from: fc.constant('other'),
  as: fc.constantFrom('c', 'found'),
  localField: fc.constantFrom('a', 'c', 'b.x', '_id'),
  foreignField: fc.constantFrom('a', 'c', 'b.x'),
})
const stages = fc.oneof(
  { weight: 8, arbitrary: withoutLookup },
  { weight: 1, arbitrary: fc.oneof(joined, joinedByVariable, equalFields).map($lookup => ({ $lookup })) },
)

/** `$project` treats objects without operators as paths, so one without fields is refused. */
function isEmpty(spec: unknown): boolean {
  return (
    typeof spec === 'object' &&
    spec !== null &&
    !(spec instanceof Date) &&
    !Array.isArray(spec) &&
    !Object.keys(spec)[0]?.startsWith('$')
  )
}

const indexes: Record<string, IndexSpec[]> = {
  none: [],
  a: [{ name: 'a', keys: [['a', 1]] }],
  cb: [
    {
      name: 'cb',
      keys: [
        ['c', -1],
        ['b', 1],
      ],
    },
  ],
}

/** The same documents as in `other`, with an index. */
const OTHER_BY_A = 'otherByA'

async function replaceAll(engine: Engine, name: string, documents: Record<string, unknown>[]): Promise<void> {
  await engine.remove(name, { filter: {}, multi: true })
  if (documents.length > 0) await engine.insert(name, documents)
}

function joiningWith(name: string, pipeline: Record<string, unknown>[]): Record<string, unknown>[] {
  return pipeline.map(one => ('$lookup' in one ? { $lookup: { ...(one.$lookup as object), from: name } } : one))
}

test('any pipeline on any documents', async () => {
  const schema = Object.entries(indexes).map(([name, specs]) => [name, { indexes: specs }])
  const engine = await openEngine({
    dir: tempDir(),
    schema: {
      collections: {
        ...Object.fromEntries(schema),
        other: { indexes: [] },
        [OTHER_BY_A]: { indexes: indexes.a ?? [] },
      },
    },
    now: Date.now,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { maxLength: 12 }),
      fc.array(stages, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...Object.keys(indexes)),
      fc.array(document, { maxLength: 4 }),
      async (fields, pipeline, name, otherFields) => {
        const withIds = (list: typeof fields) =>
          deepCopy(list).map((one, i) => ({ _id: `d${String(i).padStart(2, '0')}`, ...one }))
        const [documents, other] = [withIds(fields), withIds(otherFields)]
        const joinedWith = name === 'none' ? 'other' : OTHER_BY_A
        await replaceAll(engine, joinedWith, other)
        await replaceAll(engine, name, documents)
        const { documents: result } = await engine.aggregate(name, joiningWith(joinedWith, pipeline))
        const expected = pipeline.reduce<Record<string, unknown>[]>((part, one) => stage(part, one, other), documents)
        // An index returns documents in its own order, and equal keys in reverse when it is read in reverse, as on the platform.
        if (name === 'none') expect(result).toStrictEqual(expected)
        else if (pipeline.length === 1 && joinedStages(pipeline) <= 1)
          expect(byContents(result, pipeline)).toStrictEqual(byContents(expected, pipeline))
      },
    ),
    randomRuns({ deep: 8000, byDefault: 400 }),
  )
  await engine.close()
})

type Documents = Record<string, unknown>[]

function lookupOf([first]: Documents): { as: string; pipeline?: unknown[] } | undefined {
  return first?.$lookup as { as: string; pipeline?: unknown[] } | undefined
}

function joinedStages(pipeline: Documents): number {
  return lookupOf(pipeline)?.pipeline?.length ?? 0
}

/** The documents, and those that were joined to each, in an order of their own. */
function byContents(documents: Documents, pipeline: Documents): Documents {
  const as = lookupOf(pipeline)?.as
  return sorted(as === undefined ? documents : documents.map(one => ({ ...one, [as]: sorted(one[as] as Documents) })))
}

const sorted = (documents: Documents) => [...documents].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
