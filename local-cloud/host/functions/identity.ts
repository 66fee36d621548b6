import { delimiter, join, sep } from 'node:path'
import { HostError } from '../errors'

/** The caller of an invocation. */
export type Caller =
  | { kind: 'client'; openid: string; unionid?: string }
  | { kind: 'timer' }
  /** A function called by another one: inherits the identity of its caller, with an extended source. */
  | { kind: 'function'; source: string; openid?: string; unionid?: string }

export const ENV_ID = 'local-cloud'
const APPID = 'wx0local0cloud0000'

/**
 * Validates an openid from outside. The SDK parses all-digit environment values as numbers, so `007` is refused:
 * it would become the same person as `7`.
 */
export function requireOpenid(value: unknown): string {
  const wellFormed = typeof value === 'string' && /^[\w-]{1,64}$/.test(value)
  if (!wellFormed || (/^-?\d+$/.test(value) && String(Number.parseInt(value, 10)) !== value)) {
    throw new HostError('OPENID_REQUIRED', 'Header x-wx-openid must be 1 to 64 letters, digits, _ or -.')
  }
  return value
}

export function sourceOf(caller: Caller): string {
  if (caller.kind === 'client') return 'wx_client'
  return caller.kind === 'timer' ? 'wx_trigger' : caller.source
}

/** The identity variables of one invocation, under the names that wx-server-sdk and node-sdk read. */
export function invocationEnvironment(caller: Caller): Record<string, string> {
  const wx: Record<string, string> = { WX_APPID: APPID }
  if (caller.kind !== 'timer') {
    if (caller.openid !== undefined) wx.WX_OPENID = caller.openid
    if (caller.unionid !== undefined) wx.WX_UNIONID = caller.unionid
    if (caller.kind === 'client') wx.WX_CLIENTIP = '127.0.0.1'
  }
  return {
    ...wx,
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_SOURCE: sourceOf(caller),
    ...(caller.kind === 'timer' ? { TRIGGER_SRC: 'timer' } : {}),
  }
}

/**
 * The platform adds the caller to a client's event, and an object of its own, `tcbContext`, and overwrites what the client
 * sent under these names.
 */
export function eventFor(caller: Caller, event: Record<string, unknown>): Record<string, unknown> {
  if (caller.kind !== 'client') return event
  return { ...event, tcbContext: {}, userInfo: { appId: APPID, openId: caller.openid } }
}

/**
 * The environment of an instance: the platform's variables and the few of this machine that Node needs. `root` is the folder
 * of the function, `modulesDir` that of the SDKs.
 */
export function instanceEnvironment(
  fn: string,
  { adminUrl, root, modulesDir }: { adminUrl: string; root: string; modulesDir: string },
): NodeJS.ProcessEnv {
  const inherited: NodeJS.ProcessEnv = {}
  for (const key of ['PATH', 'HOME', 'LANG', 'SystemRoot', 'TEMP', 'TMPDIR']) {
    const value = process.env[key]
    if (value !== undefined) inherited[key] = value
  }
  return {
    ...inherited,
    USER_CODE_ROOT: join(root, sep),
    NODE_PATH: [root, join(root, 'node_modules'), modulesDir].join(delimiter),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: ENV_ID,
    SCF_FUNCTIONNAME: fn,
    TCB_ENV: ENV_ID,
    TCB_CONTEXT_KEYS: 'TCB_CONTEXT_CNFG,TCB_ENV,TCB_SOURCE',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
  }
}
