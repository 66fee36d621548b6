import {
  type OfficeRoute,
  type ParsedInput,
  type RouteName,
  type RouteOutput,
  routes,
  type StaffRoute,
} from '@domain/contracts'
import { requestId as requestIdSchema } from '@domain/contracts/fields'
import type { Reply } from '@domain/contracts/reply'
import type { RouteSpec } from '@domain/contracts/route'
import { COMMON_ERRORS, type ErrorCode } from '@domain/errors'
import { ACCESS } from '@domain/office/access'
import type { TryLimit } from '@domain/tries'
import { getDotPath, safeParse } from 'valibot'
import type { DrawCode } from '../page-codes'
import type { PaymentPort } from '../payments/port'
import type { Store } from '../store/port'
import { type CheckText, requireCleanTexts } from '../texts/check'
import { authorise } from './authorise'
import type { Fullness, PersonContext, SearchMemory, StaffContext } from './context'
import { describeFailure } from './describe'
import { AppError } from './errors'
import { isPlainInput } from './guard'
import { recorded } from './journal'
import type { Log } from './log'
import { countWrongTry, requireTry } from './tries'

type ContextOf<Name extends RouteName> = Name extends StaffRoute | OfficeRoute ? StaffContext : PersonContext

/** A use-case. May throw an `AppError` with a code that its route declares. */
export interface Handler<Name extends RouteName> {
  (context: ContextOf<Name>, input: ParsedInput<Name>): Promise<RouteOutput<Name>>
  /** Begins reads that need not wait until the caller is authorised; see `readingAhead`. Never rejects. */
  ahead?: (context: PersonContext, input: ParsedInput<Name>) => Promise<void>
}

/**
 * A handler whose first read runs beside the check of the caller's role. Nobody sees what was read before that check has
 * passed; a failure of the read counts only then, too.
 */
export function readingAhead<Name extends RouteName, Read>(
  read: (context: PersonContext, input: ParsedInput<Name>) => Promise<Read>,
  act: (context: ContextOf<Name>, input: ParsedInput<Name>, read: Read) => Promise<RouteOutput<Name>>,
): Handler<Name> {
  const reads = new WeakMap<object, Promise<Read>>()
  const handler: Handler<Name> = async (context, input) =>
    act(context, input, await (reads.get(input) ?? read(context, input)))
  handler.ahead = async (context, input) => {
    const reading = read(context, input)
    reads.set(input, reading)
    await reading.catch(() => undefined)
  }
  return handler
}

/** One handler for each route of a function; a missing one is a type error. */
export type Handlers<Name extends RouteName> = { [N in Name]: Handler<N> }

/** One call of a deployed function, with everything from outside. */
export interface Invocation {
  event: unknown
  /** Empty when the caller is unknown. */
  openid: string
  now: number
  store: Store
  newSecret: () => string
  idSecret: string
  payments: PaymentPort
  accountIdOf: (openid: string) => string
  /** Checks what people wrote before others read it. */
  checkText: CheckText
  /** Draws codes of the app's pages; absent where nothing does. */
  drawCode?: DrawCode
  /** What the instance knows of full sessions; absent where nothing is remembered. */
  full?: Map<string, Fullness>
  /** What the instance has read of the search index; absent where nothing is remembered. */
  searched?: SearchMemory
}

/**
 * Creates the entry point of a function: looks up the route, validates the input against its contract, checks identity
 * and role, runs the use-case and turns every outcome into a reply. Never throws.
 */
export function createRouter<Name extends RouteName>(functionName: string, handlers: Handlers<Name>, log: Log) {
  return async (invocation: Invocation): Promise<Reply> => {
    const started = performance.now()
    const { event, store } = invocation
    const { route, input, requestId, isFirst } = readEvent(event)
    const known = route !== null && Object.hasOwn(handlers, route) ? (route as Name) : null
    const line = (code?: ErrorCode | 'TEXT_CHECK_DOWN', error?: unknown) =>
      log({
        level: code === 'INTERNAL' || code === 'TEXT_CHECK_DOWN' ? 'error' : 'info',
        function: functionName,
        route: known ?? 'unknown',
        requestId: requestId ?? '',
        ms: Math.round(performance.now() - started),
        calls: store.calls(),
        ...(code ? { code } : {}),
        ...(error === undefined ? {} : { error: describeFailure(error) }),
      })
    try {
      if (known === null) throw new AppError('UNKNOWN_ROUTE', null)
      if (requestId === null && mustHaveId(known, event)) throw new AppError('INVALID_INPUT', { path: 'requestId' })
      const onTextCheckFailure = (failure: unknown) => line('TEXT_CHECK_DOWN', failure)
      const call = { invocation, input, requestId: requestId ?? '', isFirst, onTextCheckFailure }
      const data = await run(known, handlers[known], call)
      line()
      return { ok: true, data, requestId: requestId ?? '' }
    } catch (error) {
      const refused = error instanceof AppError && mayRefuse(known, error.code) ? error : null
      line(refused?.code ?? 'INTERNAL', refused ? undefined : error)
      const { code, detail } = refused ?? new AppError('INTERNAL', null)
      return { ok: false, code, detail, requestId: requestId ?? '' }
    }
  }
}

interface Call {
  invocation: Invocation
  /** As it came, not parsed. */
  input: unknown
  requestId: string
  isFirst: boolean
  /** Called when the platform's check of texts did not answer. */
  onTextCheckFailure: (failure: unknown) => void
}

async function run<Name extends RouteName>(
  name: Name,
  handler: Handler<Name>,
  { invocation, input, requestId, isFirst, onTextCheckFailure }: Call,
): Promise<RouteOutput<Name>> {
  const { openid, now, store, newSecret, idSecret, payments } = invocation
  const spec = routes[name]
  if (openid === '') throw new AppError('UNAUTHENTICATED', null)
  if (!isPlainInput(input)) throw new AppError('INVALID_INPUT', { path: 'input' })
  const parsed = safeParse(spec.input, input)
  if (!parsed.success) {
    const path = getDotPath(parsed.issues[0]) ?? 'input'
    throw new AppError('INVALID_INPUT', { path: path.slice(0, 100) })
  }
  const person: PersonContext = {
    now,
    store,
    newSecret,
    idSecret,
    payments,
    openid,
    accountId: invocation.accountIdOf(openid),
    requestId,
    isFirst,
    ...(invocation.drawCode ? { drawCode: invocation.drawCode } : {}),
    ...(invocation.full ? { full: invocation.full } : {}),
    ...(invocation.searched ? { searched: invocation.searched } : {}),
  }
  const run = async (context: PersonContext) => {
    if (spec.effect === 'write') {
      await requireCleanTexts(spec.input, parsed.output, openid, invocation.checkText, onTextCheckFailure)
    }
    return handler(context as ContextOf<Name>, parsed.output as ParsedInput<Name>)
  }
  const limit = triesOf(spec, parsed.output)
  const mayTry = limit ? requireTry(person, limit) : undefined
  const tried = (work: () => Promise<RouteOutput<Name>>) => (limit ? counted(person, limit, work) : work())
  if (!isForStaff(name)) {
    await mayTry
    return tried(() => run(person))
  }
  const ahead = handler.ahead?.(person, parsed.output as ParsedInput<Name>)
  // Also where the caller may not call: a call ends with nothing under way.
  const [context] = await Promise.all([authorise(person, name, parsed.output), mayTry]).finally(async () => {
    await Promise.allSettled([mayTry])
    await ahead
  })
  return tried(() => recorded(context, name, input, () => run(context)))
}

/** How often the caller of this call may be wrong; null: there is nothing to guess. */
function triesOf({ tries }: RouteSpec, input: object): TryLimit | null {
  if (!tries) return null
  return tries.of && !tries.of(input as Record<string, unknown>) ? null : tries.limit
}

/** Counts the try where it turns out to be wrong. */
async function counted<Result>(person: PersonContext, limit: TryLimit, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && limit.wrong.includes(error.code)) await countWrongTry(person, limit)
    throw error
  }
}

function isForStaff(route: RouteName): route is StaffRoute | OfficeRoute {
  return Object.hasOwn(ACCESS, route)
}

function mayRefuse(route: RouteName | null, code: ErrorCode): boolean {
  if ((COMMON_ERRORS as readonly ErrorCode[]).includes(code)) return true
  return route !== null && (routes[route].errors as readonly ErrorCode[]).includes(code)
}

/** Writes require a request id; if one is sent, it must be valid on reads, too. */
function mustHaveId(route: RouteName, event: unknown): boolean {
  return routes[route].effect === 'write' || Object.hasOwn(Object(event), 'requestId')
}

function readEvent(event: unknown): {
  route: string | null
  input: unknown
  requestId: string | null
  isFirst: boolean
} {
  const fields = typeof event === 'object' && event !== null && !Array.isArray(event) ? event : {}
  const own = (key: string): unknown => (Object.hasOwn(fields, key) ? fields[key as keyof typeof fields] : undefined)
  const route = own('route')
  const requestId = safeParse(requestIdSchema, own('requestId'))
  return {
    route: typeof route === 'string' ? route : null,
    input: own('input'),
    requestId: requestId.success ? requestId.output : null,
    isFirst: own('isFirst') === true,
  }
}
