import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { CallReport, Protocol } from '../protocol/protocol'
import { HostError, type HostErrorCode } from './errors'
import type { Functions } from './functions/functions'
import { sourceOf } from './functions/identity'
import type { Instance } from './functions/instance'
import { type Meter, newInvocation } from './functions/invocation'
import { type Answer, isPicture, type Picture } from './openapi/answer'
import { callOpenApi, NO_PERMISSION, NOT_OFFERED, type OpenApi } from './openapi/calls'
import { readForm } from './openapi/form'
import { decodeRequest, encodeReply } from './openapi/wire'
import type { PayPlatform } from './pay/platform'
import { callStorage, type Storage } from './storage/actions'
import type { Switches } from './switches'

/** HTTP reply: JSON, protobuf bytes, or none because the caller was killed. */
export type AdminReply = { json: Record<string, unknown> } | { bytes: Buffer } | 'hang-up'

export interface AdminDependencies {
  protocol: Protocol
  functions: Functions
  openApi: OpenApi
  pay: PayPlatform
  storage: Storage
  switches: () => Switches
}

type Body = Record<string, unknown>

/** The platform's codes for a call from function to function that fails; any other code means that the function failed. */
const CALL_FAILURES: Partial<Record<HostErrorCode, string>> = {
  FUNCTION_NOT_FOUND: 'FUNCTIONS_REQUEST_FAIL',
  FUNCTION_TIME_LIMIT: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
}

const meters = new AsyncLocalStorage<Meter | undefined>()

/** Adds what a database call examined to the calling invocation. Pass it to the protocol as `onCall`. */
export function recordExamined(report: CallReport): void {
  const meter = meters.getStore()
  if (!meter || !report.examined) return
  meter.documents += report.examined.documents
  meter.keys += report.examined.keys
}

const failure = (code: string, message: string): AdminReply => ({ json: { code, message, requestId: randomUUID() } })

function parseObject(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined
  } catch {
    return undefined
  }
}

/** The server side of the SDK: database calls, open-API calls and calls from function to function. */
export class Admin {
  constructor(private readonly cloud: AdminDependencies) {}

  /** Handles one call; `instanceId` is the calling function instance, if any. */
  async handle(headers: IncomingHttpHeaders, raw: Buffer, instanceId?: string): Promise<AdminReply> {
    const instance = instanceId === undefined ? undefined : this.cloud.functions.instance(instanceId)
    // A call that a killed instance had sent is dropped.
    if (instanceId !== undefined && (!instance || instance.phase === 'ending')) return 'hang-up'
    if (headers['content-type']?.startsWith('multipart/form-data')) return this.form(headers, raw, instance)
    const body = parseObject(raw.toString('utf8'))
    if (!body) return failure('INVALID_PARAM', 'the body must be a JSON object')
    if (this.cloud.protocol.serves(body.action)) return this.database(body, instance)
    if (body.action === 'functions.invokeFunction') return this.callFunction(body, instance)
    if (body.action === 'wx.api') return this.plainOpenApi(body, instance)
    const stored = await callStorage(body.action, body, this.cloud.storage)
    if (stored)
      return 'code' in stored ? failure(stored.code, stored.message) : { json: { ...stored, requestId: randomUUID() } }
    return notOffered(body.action)
  }

  private async database(body: Body, instance: Instance | undefined): Promise<AdminReply> {
    const invocation = instance?.current
    const call = invocation ? ++invocation.meter.calls : 0
    const trip = (invocation?.meter.trips ?? 0) + 1
    const fault = invocation?.fault?.call === call ? invocation.fault.kind : undefined
    const travelMs = this.cloud.switches().latencyMs / 2
    if (travelMs > 0) await delay(travelMs)
    if (fault === 'error') return failure('SYS_ERR', 'injected failure of this call')
    if (fault === 'before') return hangUp(instance)
    const reply = await meters.run(invocation?.meter, () => this.cloud.protocol.handle(body))
    if (fault === 'after') return hangUp(instance)
    if (travelMs > 0) await delay(travelMs)
    if (invocation) invocation.meter.trips = Math.max(invocation.meter.trips, trip)
    return { json: reply }
  }

  private async callFunction(body: Body, instance: Instance | undefined): Promise<AdminReply> {
    const { function_name: name, request_data: data } = body
    const event = data === '' || data === undefined ? {} : typeof data === 'string' ? parseObject(data) : undefined
    if (typeof name !== 'string' || !event) return failure('INVALID_PARAM', 'a function name and an object are needed')
    const from = instance?.current?.caller
    const identity = from && from.kind !== 'timer' ? from : undefined
    const caller = {
      kind: 'function' as const,
      source: from ? `${sourceOf(from)},scf` : 'wx_http',
      ...(identity?.openid === undefined ? {} : { openid: identity.openid }),
      ...(identity?.unionid === undefined ? {} : { unionid: identity.unionid }),
    }
    try {
      const json = await this.cloud.functions.run(newInvocation(name, caller, event))
      return { json: { data: { response_data: json }, requestId: randomUUID() } }
    } catch (error) {
      if (!(error instanceof HostError)) throw error
      return failure(CALL_FAILURES[error.code] ?? 'FUNCTIONS_EXECUTE_FAIL', error.detail ?? error.message)
    }
  }

  /** Open-API calls as wx-server-sdk makes them: protobuf in a multipart form, protobuf reply. */
  private async form(headers: IncomingHttpHeaders, raw: Buffer, instance: Instance | undefined): Promise<AdminReply> {
    let name: string
    let parameters: Body
    try {
      const form = await readForm(headers, raw)
      const action = form.get('action')?.toString()
      if (action === 'wx.wxPayApi') return await this.payment(form)
      if (action !== 'wx.openApi') return notOffered(action)
      name = form.get('apiName')?.toString() ?? ''
      parameters = decodeRequest(form.get('requestData') ?? Buffer.alloc(0))
    } catch {
      return failure('INVALID_PARAM', 'the form of an open-API call is malformed')
    }
    // Calls of WeChat's inner services, such as ApiGetOpenDataByCloudId, expect other messages than open-API calls.
    if (!name.includes('.')) return notOffered(name)
    const answer = await this.openApi(name, parameters, instance)
    const forbidden = !isPicture(answer) && answer.errcode === NO_PERMISSION
    return { bytes: encodeReply(answer, forbidden ? NO_PERMISSION : 0) }
  }

  /** Calls of cloud payment, which need no permission of the function: JSON in a multipart form, JSON reply. */
  private async payment(form: Map<string, Buffer>): Promise<AdminReply> {
    const parameters = parseObject(form.get('requestData')?.toString('utf8') ?? '')
    if (!parameters) return failure('INVALID_PARAM', 'the parameters of a payment are no object')
    const answer = await this.cloud.pay.handle(form.get('apiName')?.toString() ?? '', parameters)
    // The SDK takes a reply with a type of JSON for an error.
    return { bytes: Buffer.from(JSON.stringify(answer)) }
  }

  /** Open-API calls as node-sdk's `callWxOpenApi` makes them: JSON. */
  private async plainOpenApi(body: Body, instance: Instance | undefined): Promise<AdminReply> {
    const parameters = typeof body.requestData === 'string' ? parseObject(body.requestData || '{}') : undefined
    if (typeof body.apiName !== 'string' || !parameters)
      return failure('INVALID_PARAM', 'a name and parameters are needed')
    const answer = await this.openApi(body.apiName, parameters, instance)
    if (isPicture(answer))
      return failure('INVALID_PARAM', `${body.apiName} answers a picture, which wx.api cannot carry`)
    // As an answer of WeChat's it would pass for a success: callers of this form look for errors of the platform only.
    if (answer.errcode === NO_PERMISSION || answer.errcode === NOT_OFFERED)
      return failure('INVALID_PARAM', `${answer.errcode} ${answer.errmsg}`)
    return { json: { data: { responseData: JSON.stringify(answer) }, requestId: randomUUID() } }
  }

  /**
   * A function may call only what its `config.json` declares in `permissions.openapi`. Other processes have none: the platform
   * would not let them call at all, and the local cloud lets them try.
   * Source: docs.cloudbase.net, 云调用报错 -604101.
   */
  private async openApi(name: string, parameters: Body, instance: Instance | undefined): Promise<Answer | Picture> {
    const permitted = instance === undefined || instance.definition.openApi.includes(name)
    if (!permitted) return { errcode: NO_PERMISSION, errmsg: 'function has no permission to call this API' }
    return callOpenApi(name, parameters, this.cloud.openApi)
  }
}

const notOffered = (action: unknown): AdminReply =>
  failure('INVALID_PARAM', `${String(action).slice(0, 64)} is not offered by the local cloud`)

function hangUp(instance: Instance | undefined): AdminReply {
  instance?.kill()
  return 'hang-up'
}
