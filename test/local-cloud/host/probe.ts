/** A cloud function with the real SDK that does what a test asks for; bundled by the harness. */
import cloud from 'wx-server-sdk'

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })
const db = cloud.database()
const notes = db.collection('notes')
let served = 0

interface Asked {
  do: string
  [key: string]: unknown
}

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

const actions: Record<string, (asked: Asked, context: object) => unknown> = {
  echo: (asked, context) => ({ event: asked, context, wx: cloud.getWXContext(), env: Object.keys(process.env).sort() }),
  who: async asked => {
    const before = cloud.getWXContext().OPENID
    await sleep(Number(asked.ms ?? 0))
    return { before, after: cloud.getWXContext().OPENID, pid: process.pid, served: ++served }
  },
  now: () => ({ now: Date.now(), made: new Date().toISOString(), text: Date(), isDate: new Date() instanceof Date }),
  hang: () => sleep(120_000),
  spin: () => {
    for (;;);
  },
  exit: () => process.exit(3),
  throw: () => {
    throw new Error('probe failed on purpose')
  },
  reject: async () => {
    void Promise.reject(new Error('nobody waits for this'))
    await sleep(5000)
  },
  eat: () => {
    const all: unknown[] = []
    for (;;) all.push(new Array(1e6).fill(Math.random()))
  },
  circular: () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    return loop
  },
  bigint: () => 1n,
  huge: () => 'x'.repeat(7 * 1024 * 1024),
  nothing: () => undefined,
  print: () => {
    process.stdout.write('plain text\n{"level":"info","route":"probe"}\n')
    process.stderr.write('to stderr\n')
    return null
  },
  add: async asked => notes.add({ data: { _id: String(asked.id), text: asked.text } }),
  count: () => notes.count(),
  get: async asked => ((await notes.where({ _id: String(asked.id) }).get()) as { data: unknown }).data,
  steps: async asked => {
    for (const id of asked.ids as string[]) await notes.add({ data: { _id: id } })
    return 'done'
  },
  notify: asked => cloud.openapi.subscribeMessage.send(asked.message as never),
  check: asked => cloud.openapi.security.msgSecCheck(asked.text as never),
  openapi: () => cloud.openapi.customerServiceMessage.send({ touser: 'a' } as never),
  call: async asked =>
    ((await cloud.callFunction({ name: String(asked.name), data: asked.data as object })) as { result: unknown })
      .result,
}

/** Sends an event of that size to another function, which answers how long it was. */
actions.callLarge = async asked => {
  const data = { do: 'measure', pad: 'x'.repeat(Number(asked.size)) }
  return ((await cloud.callFunction({ name: String(asked.name), data })) as { result: unknown }).result
}
actions.measure = asked => String(asked.pad).length

export const main = async (asked: Asked, context: object) => (actions[asked.do] ?? actions.echo)?.(asked, context)
