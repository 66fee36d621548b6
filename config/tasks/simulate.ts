import { parseArgs } from 'node:util'
import { simulate } from '../../test/cloud/simulate/simulate'

/**
 * `npm run simulate -- --seed S --days D --centres C`: simulates a city for D days, with injected faults.
 * Exits with 1 when a rule was violated, and prints the seed; the same seed gives the same run.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      days: { type: 'string', default: '7' },
      centres: { type: 'string', default: '20' },
    },
  })
  const { seed } = values
  const [days, centres] = [values.days, values.centres].map(Number)
  if (!days || !centres || days < 1 || centres < 1) throw new Error('How many days, and how many centres?')
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const onDay = (day: number) => process.stderr.write(`\rday ${day} of ${days}, ${seconds().toFixed(1)} s `)
  const outcome = await simulate({ seed, days, centres, onDay })
  process.stderr.write('\n')
  const { violations, writes, databaseCalls, fingerprint } = outcome
  say(`seed ${seed}, ${centres} centres, ${outcome.days} of ${days} days in ${seconds().toFixed(1)} s`)
  say(`${databaseCalls} database calls, ${writes} writes, fingerprint of all writes ${fingerprint}`)
  if (violations.length === 0) return say('Nothing was breached.')
  say(`\nBreached on day ${outcome.days + 1}:`)
  for (const line of violations.slice(0, 20)) say(`  ✗ ${line}`)
  say('\nWhat happened last about this:')
  for (const line of outcome.about) say(`  ${line}`)
  say('\nWhat happened last:')
  for (const line of outcome.last) say(`  ${line}`)
  say(`\nTo live it again: npm run simulate -- --seed ${seed} --days ${outcome.days + 1} --centres ${centres}`)
  process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
