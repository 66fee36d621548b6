import { Agent, request } from 'node:http'
import { personOf } from './people'

/**
 * A crowd in a separate process, so that the CPU time of two thousand phones is not counted for the cloud. Everybody
 * calls at once, each over a separate connection, and joins the waitlist at once when the session is full, as
 * the app offers it. The connections are there before, as WeChat keeps one for each phone.
 */

/** What one person was told, and when: ms since the crowd started. */
export interface PersonResult {
  /** Of the booking: `OK`, the code of a refusal, or the HTTP status of a failure. */
  booking: string
  bookedAt: number
  /** Of the waitlist; null when the person did not need it. */
  waiting: string | null
  waitingAt: number
}

/** Which cloud the crowd calls, and for which session. */
export interface CrowdJob {
  url: string
  fn: 'resident' | 'transaction'
  sessionId: string
  people: number
}

const agent = new Agent({ keepAlive: true, maxFreeSockets: Number.POSITIVE_INFINITY })

/** Opens a connection, which the agent keeps. */
async function connect(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, response => response.resume().on('end', resolve))
    sent.on('error', reject)
    sent.end()
  })
}

async function ask(url: string, openid: string, event: object): Promise<string> {
  const body = JSON.stringify(event)
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-wx-openid': openid,
  }
  return new Promise(resolve => {
    const sent = request(url, { method: 'POST', agent, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        if (response.statusCode !== 200) return resolve(`HTTP ${response.statusCode}`)
        const reply = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { ok: boolean; code?: string }
        resolve(reply.ok ? 'OK' : (reply.code ?? 'no code'))
      })
    })
    sent.on('error', error => resolve(`HTTP ${error.message}`))
    sent.end(body)
  })
}

async function storm({ url, fn, sessionId, people }: CrowdJob): Promise<PersonResult[]> {
  await Promise.all(Array.from({ length: people }, () => connect(url)))
  const started = performance.now()
  const since = () => performance.now() - started
  const to = `${url}/invoke/${fn}`
  const one = async (n: number): Promise<PersonResult> => {
    const openid = personOf(sessionId, n)
    const input = { sessionId, memberIds: ['self'] }
    if (fn === 'transaction') {
      return { booking: await ask(to, openid, { sessionId }), bookedAt: since(), waiting: null, waitingAt: 0 }
    }
    const event = { route: 'booking.create', input, requestId: `booking-${openid}`, isFirst: true }
    const booking = await ask(to, openid, event)
    const bookedAt = since()
    if (booking !== 'SESSION_FULL') return { booking, bookedAt, waiting: null, waitingAt: 0 }
    const waiting = await ask(to, openid, {
      route: 'waitlist.join',
      input,
      requestId: `waiting-${openid}`,
      isFirst: true,
    })
    return { booking, bookedAt, waiting, waitingAt: since() }
  }
  const told = await Promise.all(Array.from({ length: people }, (_, n) => one(n)))
  agent.destroy()
  return told
}

process.once('message', (errand: CrowdJob) => {
  void storm(errand).then(told => process.send?.(told, () => process.disconnect()))
})
