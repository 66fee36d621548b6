import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from '@domain/contracts/reply'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { TEST_DEPTH } from '../depth'
import { invariantViolations } from './support/invariants'
import { startCloudProcess } from './support/process'
import { startWholeCloud } from './support/whole-cloud'

const PEOPLE = Array.from({ length: 50 }, (_, n) => `person-${n}`)
const SESSION = 'calligraphy-1'

/** Books as a phone does: repeats under the same request id until there is an answer. Null when the cloud was killed. */
async function book(url: string, openid: string): Promise<Reply | null> {
  try {
    const response = await fetch(`${url}/invoke/resident`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wx-openid': openid },
      body: JSON.stringify({
        route: 'booking.create',
        input: { sessionId: SESSION, memberIds: ['self'] },
        requestId: `request-of-${openid}`,
      }),
    })
    return response.status === 200 ? ((await response.json()) as Reply) : null
  } catch {
    return null
  }
}

const codeOf = (reply: Reply | null) => (reply === null ? 'LOST' : reply.ok ? 'OK' : reply.code)

/** Kills the cloud after this many answers: in the middle of the rush; in depth also early, and near its end. */
const cuts = TEST_DEPTH === 'deep' ? [1, 6, 20] : [6]

test.each(cuts)('kill -9 after %d answers of a storm of fifty on ten places', async answersBeforeCut => {
  const dataDir = mkdtempSync(join(tmpdir(), 'power-cut-'))
  try {
    const world = await startWholeCloud({ dataDir })
    await world.seed({ centres: [aCentre()], offerings: [anOffering()], sessions: [aSession(Date.now())] })
    await world.close()

    const first = await startCloudProcess(dataDir)
    let answers = 0
    let cut: Promise<void> | undefined
    const before = await Promise.all(
      PEOPLE.map(async openid => {
        const reply = await book(first.url, openid)
        if (reply && ++answers >= answersBeforeCut) cut ??= first.kill()
        return reply
      }),
    )
    await cut
    expect(before.map(codeOf)).toContain('LOST')

    const second = await startCloudProcess(dataDir)
    const after = await Promise.all(PEOPLE.map(openid => book(second.url, openid)))
    await second.kill()

    const codes = after.map(codeOf)
    expect(codes.filter(code => code === 'OK')).toHaveLength(10)
    expect(codes.filter(code => code === 'SESSION_FULL')).toHaveLength(40)
    // What was acknowledged before the cut is unchanged.
    before.forEach((reply, n) => {
      if (reply?.ok)
        expect(after[n]).toMatchObject({ ok: true, data: { booking: (reply.data as { booking: object }).booking } })
    })

    const reopened = await startWholeCloud({ dataDir })
    expect(await reopened.stored('bookings')).toHaveLength(10)
    expect(await invariantViolations(reopened)).toEqual([])
    await reopened.close()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})
