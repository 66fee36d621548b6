import { readFileSync } from 'node:fs'
import { CLOSED_BALLOT_FORM, type PublishedBallot, publishedBallot } from '@domain/ballot/published'
import { type BallotCheck, verifyBallot } from '@domain/ballot/verify'
import * as v from 'valibot'

/**
 * `npm run verify-ballot -- <file or URL>`: recomputes a published draw and says whether it is correct. Exits with
 * 1 when anything is wrong, or when there is no draw to check. The list is what the app's proof page copies.
 */
const CHECKS: Record<BallotCheck, [right: string, wrong: string]> = {
  seed: [
    '种子与登记时公布的指纹一致 (the seed fits the fingerprint published before)',
    '种子与登记时公布的指纹不一致 (the seed does not fit the fingerprint published before)',
  ],
  tickets: ['名单里没有重复的签 (no ticket stands twice)', '名单里有重复的签 (a ticket stands twice)'],
  order: [
    '重新算出的顺序与公布的一致 (the order is the one that follows from the seed)',
    '重新算出的顺序与公布的不一致 (the order is not the one that follows from the seed)',
  ],
  winners: [
    '重新算出的抽中名单与公布的一致 (those who won are those who should)',
    '重新算出的抽中名单与公布的不一致 (others have won than should)',
  ],
}

async function main(): Promise<boolean> {
  const source = process.argv[2]
  if (!source) throw new Error('Which list? npm run verify-ballot -- <file or URL>')
  const ballot = parse(await read(source))
  say(`「${ballot.title}」 ${ballot.sessionId}`)
  const checks = verifyBallot(ballot)
  if (!checks || !ballot.drawn) {
    say('✗ 还没有抽签，没有可验的结果 (it is not drawn yet)')
    return false
  }
  const { tickets, places, winners } = ballot.drawn
  if (ballot.form !== CLOSED_BALLOT_FORM) {
    say('这是旧式抽签：只用一半种子 (an older draw: by the seed alone, without a part made after registration closed)')
  }
  say(`${tickets.length} 个签，${places} 个名额，${winners.length} 个抽中`)
  for (const [check, [right, wrong]] of Object.entries(CHECKS)) {
    say(checks[check as BallotCheck] ? `✓ ${right}` : `✗ ${wrong}`)
  }
  const fair = Object.values(checks).every(Boolean)
  say(fair ? '全部正确 (all is right)' : '结果不对 (this is not what was drawn)')
  return fair
}

async function read(source: string): Promise<unknown> {
  if (!/^https?:/.test(source)) return JSON.parse(readFileSync(source, 'utf8'))
  const response = await fetch(source)
  if (!response.ok) throw new Error(`${source}: ${response.status}`)
  return response.json()
}

function parse(content: unknown): PublishedBallot {
  const result = v.safeParse(publishedBallot, content)
  if (result.success) return result.output
  throw new Error(`This is no list of a ballot: ${result.issues[0].message}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main()
  .then(fair => {
    process.exitCode = fair ? 0 : 1
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
