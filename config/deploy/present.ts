import type { ManagerNode, VendorIndex } from './tools'
import type { Wanted, WantedIndex } from './wanted'

/** What an environment has. */
export interface Present {
  collections: ReadonlyMap<string, { acl: string; indexes: WantedIndex[] }>
  functions: ReadonlyMap<string, PresentFunction>
}

export interface PresentFunction {
  timeout: number
  memory: number
  variables: Record<string, string>
  /** The schedule of each timer trigger, by name. */
  triggers: Record<string, string>
}

/** An environment without anything. */
export const EMPTY: Present = { collections: new Map(), functions: new Map() }

const PAGE = 100

/** Reads what an environment has. Changes nothing. */
export async function presentState(manager: ManagerNode, envId: string, wanted: Wanted): Promise<Present> {
  const names = await allPages(async offset => {
    const { Collections } = await manager.database.listCollections({ MgoLimit: PAGE, MgoOffset: offset })
    return Collections.map(({ CollectionName }) => CollectionName)
  })
  const collections = new Map<string, { acl: string; indexes: WantedIndex[] }>()
  for (const name of names) {
    // Collections of others in the same environment are named, not read.
    if (!wanted.collections.some(collection => collection.name === name)) {
      collections.set(name, { acl: '', indexes: [] })
      continue
    }
    const { Indexes = [] } = await manager.database.describeCollection(name)
    const { AclTag = '' } = await manager
      .commonService('tcb')
      .call({ Action: 'DescribeDatabaseACL', Param: { EnvId: envId, CollectionName: name } })
    collections.set(name, { acl: String(AclTag), indexes: Indexes.map(indexOf) })
  }
  const functionNames = await allPages(async offset =>
    (await manager.functions.listFunctions(PAGE, offset)).map(({ FunctionName = '' }) => FunctionName),
  )
  const functions = new Map<string, PresentFunction>()
  for (const name of functionNames) functions.set(name, await functionOf(manager, name))
  return { collections, functions }
}

async function allPages(read: (offset: number) => Promise<string[]>): Promise<string[]> {
  const all: string[] = []
  for (;;) {
    const page = await read(all.length)
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

function indexOf({ Name, Keys }: VendorIndex): WantedIndex {
  return { name: Name, keys: Keys.map(key => ({ name: key.Name ?? '', direction: key.Direction ?? '' })) }
}

async function functionOf(manager: ManagerNode, name: string): Promise<PresentFunction> {
  const { Timeout = 0, MemorySize = 0, Environment, Triggers = [] } = await manager.functions.getFunctionDetail(name)
  const variables = Environment?.Variables ?? []
  return {
    timeout: Timeout,
    memory: MemorySize,
    variables: Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value])),
    triggers: Object.fromEntries(Triggers.map(trigger => [trigger.TriggerName, scheduleOf(trigger.TriggerDesc)])),
  }
}

/** The platform describes a timer as `{"cron":"…"}`, or as the schedule alone. */
function scheduleOf(description = ''): string {
  try {
    const { cron } = JSON.parse(description) as { cron?: string }
    return cron ?? description
  } catch {
    return description
  }
}
