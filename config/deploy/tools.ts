import { createRequire } from 'node:module'
import { join } from 'node:path'
import { SettingError } from '../../local-cloud/run'

/**
 * The vendor's tools, exactly these versions. They are no dependencies of this project: together they bring 900 packages that
 * only a deployment needs (docs/decisions/0032-deploy.md).
 */
export const TOOLS = { '@cloudbase/manager-node': '5.6.5', 'miniprogram-ci': '2.1.42' } as const

/** What a deployment uses of `@cloudbase/manager-node`, under its names. */
export interface ManagerNode {
  database: {
    listCollections(page: {
      MgoLimit: number
      MgoOffset: number
    }): Promise<{ Collections: { CollectionName: string }[] }>
    createCollection(name: string): Promise<unknown>
    describeCollection(name: string): Promise<{ Indexes?: VendorIndex[] }>
    updateCollection(name: string, change: { CreateIndexes: NewIndex[] }): Promise<unknown>
  }
  functions: {
    listFunctions(limit: number, offset: number): Promise<{ FunctionName?: string }[]>
    getFunctionDetail(name: string): Promise<FunctionDetail>
    createFunction(what: { func: CloudFunction; functionRootPath: string; force: false }): Promise<unknown>
    updateFunctionCode(what: { func: CloudFunction; functionRootPath: string }): Promise<unknown>
    updateFunctionConfig(func: CloudFunction): Promise<unknown>
    createFunctionTriggers(name: string, triggers: Trigger[]): Promise<unknown>
    deleteFunctionTrigger(name: string, trigger: string): Promise<unknown>
  }
  /** The platform's interface itself, for what the tool has no method for. */
  commonService(service: 'tcb'): {
    call(what: { Action: string; Param: Record<string, unknown> }): Promise<Record<string, unknown>>
  }
}

export interface VendorIndex {
  Name: string
  Keys: { Name?: string; Direction?: string }[]
}

export interface NewIndex {
  IndexName: string
  MgoKeySchema: { MgoIsUnique: boolean; MgoIndexKeys: { Name: string; Direction: string }[] }
}

export interface Trigger {
  name: string
  type: string
  config: string
}

export interface CloudFunction {
  name: string
  handler?: string
  runtime?: string
  timeout?: number
  memorySize?: number
  installDependency?: boolean
  envVariables?: Record<string, string>
  triggers?: Trigger[]
}

export interface FunctionDetail {
  Timeout?: number
  MemorySize?: number
  Environment?: { Variables?: { Key: string; Value: string }[] }
  Triggers?: { TriggerName: string; Type?: string; TriggerDesc?: string }[]
}

/** What a deployment uses of `miniprogram-ci`, under its names. */
export interface MiniprogramCi {
  Project: new (options: {
    appid: string
    type: 'miniProgram'
    projectPath: string
    privateKeyPath: string
    ignores: string[]
  }) => object
  upload(what: { project: object; version: string; desc: string; robot: number; setting: object }): Promise<unknown>
}

/** Who may deploy: from the environment, never from a file or an argument. */
export interface Credentials {
  secretId: string
  secretKey: string
  token?: string
}

/** Loads the tool that speaks to CloudBase. Throws `SettingError` with the command that installs it. */
export function loadManager(root: string, envId: string, credentials: Credentials): ManagerNode {
  const Manager = load(root, '@cloudbase/manager-node') as new (options: object) => ManagerNode
  return new Manager({ ...credentials, envId })
}

/** Loads the tool that uploads the mini-program. Throws `SettingError`. */
export function loadUploader(root: string): MiniprogramCi {
  return load(root, 'miniprogram-ci') as MiniprogramCi
}

function load(root: string, name: keyof typeof TOOLS): unknown {
  const require = createRequire(join(root, 'package.json'))
  let version: string
  try {
    version = (require(`${name}/package.json`) as { version: string }).version
  } catch {
    version = 'missing'
  }
  if (version === TOOLS[name]) return require(name)
  const wanted = Object.entries(TOOLS).map(([tool, exact]) => `${tool}@${exact}`)
  throw new SettingError(
    `${name} ${TOOLS[name]} is needed, and ${version === 'missing' ? 'is not installed' : `${version} is installed`}. Install it beside ` +
      `the project, without changing it: npm install --no-save --ignore-scripts ${wanted.join(' ')}`,
  )
}
