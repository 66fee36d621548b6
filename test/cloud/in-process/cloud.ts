import { randomUUID } from 'node:crypto'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import { newSecret } from '../../../cloudfunctions/lib/kernel/ids'
import { parseFault } from '../../../local-cloud/host/switches'
import { SEED } from '../../depth'
import { cloudNow } from '../support/clock'
import { type CallRecord, callsBy, requireExpected, type TestCloud } from '../support/test-cloud'
import { functions } from './functions'
import type { Paying } from './platform'
import { Traffic } from './traffic'
import { openWorld, type StoreWrapper } from './world'

/** The answers of the host for a function that has died, and for a missing function. */
const DIED = { status: 502, reply: { ok: false, code: 'INTERNAL', detail: null, requestId: '' } } as const
const NO_FUNCTION = { ...DIED, status: 404 }

/**
 * Runs the functions in this process, with the interface of the whole local cloud: without HTTP, the SDK, processes and disk a
 * call costs a hundredth of the time. Concurrent calls interleave their database calls in an order that `TEST_SEED` decides;
 * `wrapStore` breaks something on purpose. `test/cloud/crash/whole-cloud.test.ts` and
 * `test/cloud/histories/same-cloud.test.ts` show that both clouds behave equally.
 */
export function openTestCloud(wrapStore?: StoreWrapper): TestCloud & { paying: Paying } {
  const world = openWorld({ newSecret })
  if (wrapStore) world.wrapStore(wrapStore)
  const traffic = new Traffic(`traffic ${SEED}`)
  let ahead = 0
  const setClock = () => world.setClock(cloudNow() + ahead)

  const raw = async (fn: string, event: unknown, openid: string, fault?: string) => {
    if (!Object.hasOwn(functions, fn)) return NO_FUNCTION
    const text = typeof event === 'string' ? event : JSON.stringify(event)
    setClock()
    const reply: Reply | null = await traffic.land(
      world.invoke(fn as keyof typeof functions, JSON.parse(text), openid, fault ? parseFault(fault) : null),
    )
    // As after transport: no undefined fields, and no object shared with the functions.
    return reply === null ? DIED : { status: 200, reply: JSON.parse(JSON.stringify(reply)) as Reply }
  }
  const explain = () => world.errors.at(-1)
  const send: TestCloud['send'] = async (openid, route, input, { requestId = randomUUID(), isFirst, fault } = {}) => {
    const event = { route, input, requestId, ...(isFirst ? { isFirst } : {}) }
    const record = await raw(functionOf(route), event, openid, fault)
    return requireExpected(record, fault, explain) as CallRecord<typeof route>
  }
  const startTick = (...fault: Parameters<typeof world.startTick>) => {
    setClock()
    return traffic.land(world.startTick(...fault))
  }
  return {
    send,
    raw,
    ...callsBy(send, explain),
    lines: world.lines,
    tick: () => startTick(),
    tickWithFault: async fault => (await startTick(fault)) === null,
    async outbox(openid) {
      const sent = world.messages.filter(message => openid === undefined || message.openid === openid)
      return sent.reverse().map(({ openid: touser, fields, ...message }, n) => ({
        ...message,
        id: String(sent.length - n),
        touser,
        data: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
      }))
    },
    later: ms => {
      ahead = ms
    },
    at: moment => {
      ahead = moment - cloudNow()
    },
    seed: world.seed,
    stored: world.stored,
    change: world.change,
    reset() {
      ahead = 0
      world.reset()
    },
    renew: () => {},
    paying: {
      ...world.platform,
      callback: async (no, fault, source) => {
        setClock()
        const answer = await traffic.land(world.startCallback({ outTradeNo: no }, fault, source))
        return answer?.errcode ?? null
      },
    },
    close: async () => {},
  }
}
