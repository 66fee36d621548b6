import { Agent, request } from 'node:http'

/**
 * People who open the app again and again, in a process of their own: what a preview, a test or a demonstration asks of
 * the one-machine cloud. A few at a time, each over a kept connection, as a gateway would forward them.
 */
export interface AskersJob {
  url: string
  centreId: string
  openids: string[]
  /** How many ask at once. */
  atOnce: number
  /** Requests in all. */
  requests: number
}

export interface AskersResult {
  /** From the first request to the last answer, ms. */
  tookMs: number
  answered: number
  /** CPU time of this process, ms, user and system: it runs on the same cores as the cloud. */
  cpuMs: number
}

const agent = new Agent({ keepAlive: true })

function ask(url: string, openid: string, body: string): Promise<boolean> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-wx-openid': openid,
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const reply = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { ok: boolean }
        resolve(response.statusCode === 200 && reply.ok)
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function askers({ url, centreId, openids, atOnce, requests }: AskersJob): Promise<AskersResult> {
  const before = process.cpuUsage()
  const started = performance.now()
  let begun = 0
  let answered = 0
  const one = async () => {
    while (begun < requests) {
      const n = begun++
      const openid = openids[n % openids.length] ?? ''
      const event = JSON.stringify({ route: 'home.get', input: { centreId }, requestId: `home-${process.pid}-${n}` })
      if (await ask(`${url}/invoke/resident`, openid, event)) answered++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  agent.destroy()
  const { user, system } = process.cpuUsage(before)
  return { tookMs: performance.now() - started, answered, cpuMs: (user + system) / 1000 }
}

process.once('message', (job: AskersJob) => {
  askers(job).then(
    result => process.send?.(result, () => process.disconnect()),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
})
