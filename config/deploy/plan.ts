import type { Present, PresentFunction } from './present'
import type { CloudFunction, ManagerNode, NewIndex } from './tools'
import { RUNTIME, type Wanted, type WantedFunction, type WantedIndex } from './wanted'

/** Functions alone access the database: clients may neither read nor write. */
const ACL = 'ADMINONLY'

/** The environment variables of a function that a deployment sets. */
const SECRET = 'ID_SECRET'
const CODE = 'DEPLOYED_CODE'
/** Which mini-program was uploaded last; the platform does not tell. It is noted at this function. */
const APP = 'DEPLOYED_APP'
const APP_NOTED_AT = 'timer'

/** One change of an environment. */
export interface Step {
  /** For people; never contains the value of a variable. */
  say: string
  run: (place: Place) => Promise<unknown>
}

/** Where steps are run. */
export interface Place {
  envId: string
  manager: ManagerNode
  functionsDir: string
  /** Uploads the mini-program as a trial version. */
  uploadApp: (version: string) => Promise<unknown>
}

export interface Plan {
  steps: Step[]
  /** What differs and is left as it is. */
  notes: string[]
  /** What must be settled first; then nothing is changed. */
  problems: string[]
}

/** Compares what an environment has with what it must have. `idSecret`: from the environment of the operator; null: not given. */
export function planOf(wanted: Wanted, present: Present, idSecret: string | null): Plan {
  const notes: string[] = []
  const steps = [...wanted.collections.flatMap(collection => collectionSteps(collection, present, notes))]
  const secret = secretOf(wanted, present, idSecret)
  if (typeof secret === 'object') return { steps: [], notes, problems: [secret.problem] }
  for (const name of present.collections.keys()) {
    if (!wanted.collections.some(collection => collection.name === name)) notes.push(`collection ${name} is not ours`)
  }
  for (const name of present.functions.keys()) {
    if (!wanted.functions.some(own => own.name === name)) notes.push(`function ${name} is not ours`)
  }
  steps.push(...wanted.functions.flatMap(own => functionSteps(own, present.functions.get(own.name), secret, notes)))
  steps.push(...appSteps(wanted, present, secret))
  return { steps, notes, problems: [] }
}

function collectionSteps({ name, indexes }: Wanted['collections'][number], present: Present, notes: string[]): Step[] {
  const found = present.collections.get(name)
  const steps: Step[] = []
  if (!found) {
    steps.push({ say: `create collection ${name}`, run: ({ manager }) => manager.database.createCollection(name) })
  }
  if (found?.acl !== ACL) {
    steps.push({
      say: `collection ${name}: only functions may read and write`,
      run: ({ manager, envId }) =>
        manager.commonService('tcb').call({
          Action: 'ModifyDatabaseACL',
          Param: { EnvId: envId, CollectionName: name, AclTag: ACL },
        }),
    })
  }
  const has = new Map((found?.indexes ?? []).map(index => [index.name, index]))
  const missing = indexes.filter(index => !has.has(index.name))
  if (missing.length > 0) {
    steps.push({
      say: `collection ${name}: build ${missing.map(index => index.name).join(', ')}`,
      run: ({ manager }) => manager.database.updateCollection(name, { CreateIndexes: missing.map(newIndex) }),
    })
  }
  for (const index of has.values()) {
    const own = indexes.find(candidate => candidate.name === index.name)
    // The platform's own indexes begin with an underscore.
    if (index.name.startsWith('_')) continue
    if (!own) notes.push(`index ${index.name} of ${name} is surplus; drop it in the console if nobody needs it`)
    else if (!isSame(own, index)) {
      notes.push(`index ${index.name} of ${name} has other fields; drop it in the console, then deploy again`)
    }
  }
  return steps
}

function isSame(one: WantedIndex, other: WantedIndex): boolean {
  const text = ({ keys }: WantedIndex) => keys.map(({ name, direction }) => `${name} ${direction}`).join()
  return text(one) === text(other)
}

function newIndex({ name, keys }: WantedIndex): NewIndex {
  const MgoIndexKeys = keys.map(key => ({ Name: key.name, Direction: key.direction }))
  return { IndexName: name, MgoKeySchema: { MgoIsUnique: false, MgoIndexKeys } }
}

/** The secret that ids are derived with: it is the same in all functions, and never changes. */
function secretOf(wanted: Wanted, present: Present, given: string | null): string | { problem: string } {
  const stored = new Set(wanted.functions.flatMap(({ name }) => present.functions.get(name)?.variables[SECRET] ?? []))
  const [first] = stored
  if (stored.size > 1)
    return { problem: `the functions have different values of ${SECRET}; settle that in the console` }
  if (first !== undefined && given !== null && given !== first) {
    return {
      problem: `${SECRET} differs from that of the functions; it must never change, because ids are derived with it`,
    }
  }
  const secret = first ?? given
  if (secret === null)
    return { problem: `set ${SECRET} for the first deployment: openssl rand -hex 32 (keep it outside the database)` }
  return secret.length >= 32 ? secret : { problem: `${SECRET} must have at least 32 characters` }
}

function functionSteps(
  own: WantedFunction,
  present: PresentFunction | undefined,
  secret: string,
  notes: string[],
): Step[] {
  const { name, timeout, memory, triggers, code } = own
  const variables = { ...present?.variables, [SECRET]: secret, [CODE]: code }
  const configured: CloudFunction = { name, timeout, memorySize: memory, envVariables: variables }
  if (!present) {
    const func = { ...configured, handler: 'index.main', runtime: RUNTIME, installDependency: false, triggers }
    return [
      {
        say: `create function ${name}: ${memory} MB, ${timeout} s${triggers.map(trigger => `, ${trigger.config}`).join('')}`,
        run: ({ manager, functionsDir }) =>
          manager.functions.createFunction({ func, functionRootPath: functionsDir, force: false }),
      },
    ]
  }
  const steps: Step[] = []
  if (present.variables[CODE] !== code) {
    steps.push({
      say: `function ${name}: upload its code`,
      run: ({ manager, functionsDir }) =>
        manager.functions.updateFunctionCode({
          func: { name, handler: 'index.main', runtime: RUNTIME, installDependency: false },
          functionRootPath: functionsDir,
        }),
    })
  }
  const changed = [
    ...(present.timeout === timeout ? [] : [`time limit ${present.timeout} → ${timeout} s`]),
    ...(present.memory === memory ? [] : [`memory ${present.memory} → ${memory} MB`]),
    ...[SECRET, CODE].filter(key => present.variables[key] !== variables[key as keyof typeof variables]),
  ]
  if (changed.length > 0) {
    // After the code, so that a deployment that was cut off uploads it again.
    steps.push({
      say: `function ${name}: set ${changed.join(', ')}`,
      run: ({ manager }) => manager.functions.updateFunctionConfig(configured),
    })
  }
  for (const trigger of triggers) {
    const schedule = present.triggers[trigger.name]
    if (schedule === trigger.config) continue
    steps.push({
      say: `function ${name}: trigger ${trigger.name} ${schedule === undefined ? '' : `${schedule} → `}${trigger.config}`,
      run: async ({ manager }) => {
        if (schedule !== undefined) await manager.functions.deleteFunctionTrigger(name, trigger.name)
        await manager.functions.createFunctionTriggers(name, [trigger])
      },
    })
  }
  for (const trigger of Object.keys(present.triggers)) {
    if (!triggers.some(one => one.name === trigger)) notes.push(`trigger ${trigger} of function ${name} is surplus`)
  }
  return steps
}

function appSteps({ app, functions }: Wanted, present: Present, secret: string): Step[] {
  const noted = present.functions.get(APP_NOTED_AT)
  if (!app || noted?.variables[APP] === app.version) return []
  const own = functions.find(({ name }) => name === APP_NOTED_AT)
  return [
    {
      say: `upload mini-program ${app.version} as trial version`,
      run: async ({ manager, uploadApp }) => {
        await uploadApp(app.version)
        await manager.functions.updateFunctionConfig({
          name: APP_NOTED_AT,
          envVariables: { ...noted?.variables, [SECRET]: secret, [CODE]: own?.code ?? '', [APP]: app.version },
        })
      },
    },
  ]
}
