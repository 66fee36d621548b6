import type { CloudFunction, ManagerNode, NewIndex, Trigger, VendorIndex } from '../../../config/deploy/tools'

interface StoredFunction {
  func: CloudFunction
  triggers: Trigger[]
}

/** An environment of CloudBase as the vendor's tool shows it. It records the calls that change something. */
export class StandIn implements ManagerNode {
  readonly collections = new Map<string, { acl: string; indexes: VendorIndex[] }>()
  readonly stored = new Map<string, StoredFunction>()
  readonly changes: string[] = []
  /** Fails the n-th change, after it was made when `late`. */
  fault: { n: number; late: boolean; message: string } | null = null

  private change(what: string, make: () => void): void {
    const fails = this.fault?.n === this.changes.length + 1 ? this.fault : null
    if (fails && !fails.late) throw Object.assign(new Error(fails.message), { code: 'InternalError' })
    this.changes.push(what)
    make()
    if (fails) throw Object.assign(new Error(fails.message), { code: 'InternalError' })
  }

  readonly database: ManagerNode['database'] = {
    listCollections: async ({ MgoLimit, MgoOffset }) => ({
      Collections: [...this.collections.keys()]
        .slice(MgoOffset, MgoOffset + MgoLimit)
        .map(name => ({ CollectionName: name })),
    }),
    createCollection: async name =>
      this.change(`createCollection ${name}`, () => {
        if (this.collections.has(name)) throw new Error(`there is a collection ${name}`)
        const own = ['_id_', '_openid_'].map(index => ({ Name: index, Keys: [{ Name: index, Direction: '1' }] }))
        this.collections.set(name, { acl: 'PRIVATE', indexes: own })
      }),
    describeCollection: async name => ({ Indexes: this.collection(name).indexes }),
    updateCollection: async (name, { CreateIndexes }) =>
      this.change(`updateCollection ${name} ${CreateIndexes.map(({ IndexName }) => IndexName).join()}`, () => {
        this.collection(name).indexes.push(...CreateIndexes.map(described))
      }),
  }

  readonly functions: ManagerNode['functions'] = {
    listFunctions: async (limit, offset) =>
      [...this.stored.keys()].slice(offset, offset + limit).map(name => ({ FunctionName: name })),
    getFunctionDetail: async name => {
      const { func, triggers } = this.function(name)
      return {
        Timeout: func.timeout ?? 3,
        MemorySize: func.memorySize ?? 128,
        Environment: {
          Variables: Object.entries(func.envVariables ?? {}).map(([Key, Value]) => ({ Key, Value })),
        },
        Triggers: triggers.map(({ name: TriggerName, config }) => ({
          TriggerName,
          Type: 'timer',
          TriggerDesc: JSON.stringify({ cron: config }),
        })),
      }
    },
    createFunction: async ({ func }) =>
      this.change(`createFunction ${func.name}`, () => {
        this.stored.set(func.name, structuredClone({ func, triggers: func.triggers ?? [] }))
      }),
    updateFunctionCode: async ({ func }) => this.change(`updateFunctionCode ${func.name}`, () => {}),
    updateFunctionConfig: async func =>
      this.change(`updateFunctionConfig ${func.name}`, () => {
        const stored = this.function(func.name)
        stored.func = structuredClone({ ...stored.func, ...func })
      }),
    createFunctionTriggers: async (name, triggers) =>
      this.change(`createFunctionTriggers ${name}`, () => {
        this.function(name).triggers.push(...structuredClone(triggers))
      }),
    deleteFunctionTrigger: async (name, trigger) =>
      this.change(`deleteFunctionTrigger ${name} ${trigger}`, () => {
        const stored = this.function(name)
        stored.triggers = stored.triggers.filter(one => one.name !== trigger)
      }),
  }

  commonService(): ReturnType<ManagerNode['commonService']> {
    return {
      call: async ({ Action, Param }) => {
        const name = String(Param.CollectionName)
        if (Action === 'DescribeDatabaseACL') return { AclTag: this.collection(name).acl }
        if (Action !== 'ModifyDatabaseACL') throw new Error(`no action ${Action}`)
        this.change(`ModifyDatabaseACL ${name}`, () => {
          this.collection(name).acl = String(Param.AclTag)
        })
        return {}
      },
    }
  }

  collection(name: string) {
    const collection = this.collections.get(name)
    if (!collection) throw new Error(`there is no collection ${name}`)
    return collection
  }

  function(name: string): StoredFunction {
    const stored = this.stored.get(name)
    if (!stored) throw new Error(`there is no function ${name}`)
    return stored
  }

  /** All that it has, to compare two of them. */
  state(): object {
    return {
      collections: [...this.collections],
      functions: [...this.stored].map(([name, { func, triggers }]) => [
        name,
        func.envVariables,
        func.timeout,
        func.memorySize,
        triggers,
      ]),
    }
  }
}

function described({ IndexName, MgoKeySchema }: NewIndex): VendorIndex {
  return { Name: IndexName, Keys: MgoKeySchema.MgoIndexKeys }
}
