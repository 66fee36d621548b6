import type { RouteName } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import cloud from 'wx-server-sdk'
import { accountIdOf, newSecret } from './ids'
import { codeByWeChat } from './page-codes'
import { cloudPayments } from './payments/cloud-pay'
import type { Fullness, SearchMemory } from './router/context'
import { jsonLog, type Log } from './router/log'
import { createRouter, type Handlers } from './router/router'
import { idSecretSetting } from './settings'
import { cloudbaseStore } from './store/cloudbase'
import { checkByWeChat } from './texts/wechat'
import { Usage } from './usage'

/** Creates the `main` of a deployed function that serves people: identity from WeChat, store on CloudBase. */
export function serve<Name extends RouteName>(
  name: string,
  handlers: Handlers<Name>,
): (event: unknown) => Promise<Reply> {
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })
  const idSecret = idSecretSetting()
  const payments = cloudPayments()
  const full = new Map<string, Fullness>()
  const searched: SearchMemory = { readAt: 0, shards: new Map() }
  const usage = new Usage(name)
  const log: Log = line => {
    jsonLog(line)
    usage.add(line)
  }
  const handle = createRouter(name, handlers, log)
  // Off in tests that count the database calls of a function.
  const flush = process.env.USAGE === 'off' ? async () => {} : () => usage.flush(cloudbaseStore(), Date.now())
  return async event => {
    const call = handle({
      event,
      openid: cloud.getWXContext().OPENID ?? '',
      now: Date.now(),
      store: cloudbaseStore(),
      newSecret,
      idSecret,
      payments,
      accountIdOf,
      checkText: checkByWeChat,
      drawCode: codeByWeChat,
      full,
      searched,
    })
    // Of the calls before this one, beside its work.
    const [reply] = await Promise.all([call, flush()])
    return reply
  }
}
