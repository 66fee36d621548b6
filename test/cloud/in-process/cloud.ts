import { randomUUID } from 'node:crypto'
import type { RouteInput, RouteName } from '@domain/contracts'
import type { Message } from '../../../cloudfunctions/lib/notices/messenger'
import { parseFault } from '../../../local-cloud/host/switches'
import { cloudNow } from '../support/clock'
import type { CallOptions, CallRecord, TestCloud } from '../support/cloud'
import { openWorld } from './world'

/** What a test needs of a cloud in which calls die: the whole local cloud has it, and so has the one in this process. */
export type CrashCloud = Pick<
  TestCloud,
  'ask' | 'codeOf' | 'tick' | 'tickWithFault' | 'seed' | 'stored' | 'change' | 'close'
> & {
  send: <Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    options?: CallOptions,
  ) => Promise<Pick<CallRecord<Name>, 'status' | 'reply'>>
  later: (ms: number) => unknown
  outbox: (openid: string) => Promise<Pick<Message, 'templateId' | 'page'>[]>
  /** Forgets everything, between two small worlds. */
  reset: () => unknown
}

/** What the host answers for a function that has died. */
const DIED = { status: 502, reply: { ok: false, code: 'INTERNAL', detail: null, requestId: '' } } as const

/**
 * The functions in this very process, spoken to as the whole local cloud is: without HTTP, the SDK, processes and disk
 * between, a call that dies costs a hundredth of the time. `test/cloud/crash/whole-cloud.test.ts` and
 * `test/cloud/histories/same-cloud.test.ts` show that both mean the same.
 */
export function openCrashCloud(): CrashCloud {
  const world = openWorld()
  let ahead = 0
  const setClock = () => world.setClock(cloudNow() + ahead)

  const send: CrashCloud['send'] = async (openid, route, input, { requestId = randomUUID(), fault } = {}) => {
    setClock()
    const flight = await world.start(openid, route, input, { requestId, fault: fault ? parseFault(fault) : null })
    const reply = await flight.land()
    return reply === null ? DIED : { status: 200, reply }
  }
  const codeOf: CrashCloud['codeOf'] = async (...call) => {
    const { reply } = await send(...call)
    return reply.ok ? 'OK' : reply.code
  }
  const ask: CrashCloud['ask'] = async (openid, route, ...rest) => {
    const { reply } = await send(openid, route, ...rest)
    if (!reply.ok) throw new Error(`${route} was refused: ${reply.code} ${world.errors.at(-1) ?? ''}`)
    return reply.data
  }
  const startTick = (fault: Parameters<typeof world.startTick>[0] = null) => {
    setClock()
    return world.startTick(fault)
  }
  return {
    send,
    ask,
    codeOf,
    tick: async () => (await startTick()).land(),
    tickWithFault: async fault => (await (await startTick(fault)).land()) === null,
    outbox: async openid => world.messages.filter(message => message.openid === openid),
    later: ms => {
      ahead = ms
    },
    seed: world.seed,
    stored: world.stored,
    change: world.change,
    reset: world.reset,
    close: async () => {},
  }
}
