import { parseArgs } from 'node:util'
import { simulate } from '../../test/cloud/simulate/simulate'

/**
 * `npm run simulate -- --seed S --days D --centres C [--acts A] [--seeds N]`: simulates a city for D days, with injected faults.
 * `--acts 0.25`: people do a quarter of what they usually do. `--seeds N`: N cities one after the other, with the seeds S-1 …
 * S-N. Exits with 1 when a rule was violated, and prints the seed; the same seed gives the same run.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      days: { type: 'string', default: '7' },
      centres: { type: 'string', default: '20' },
      acts: { type: 'string', default: '1' },
      seeds: { type: 'string' },
    },
  })
  const { seed, seeds } = values
  const [days, centres, acts, count] = [values.days, values.centres, values.acts, seeds ?? '1'].map(Number)
  if (!days || !centres || !acts || !count || [days, centres, acts, count].some(number => number < 0)) {
    throw new Error('How many days, centres, acts and seeds?')
  }
  const all = seeds === undefined ? [seed] : Array.from({ length: count }, (_, n) => `${seed}-${n + 1}`)
  let breached = 0
  for (const one of all) if (!(await run({ seed: one, days, centres, acts }))) breached++
  if (all.length > 1) say(`${all.length} seeds, ${all.length * days} days of ${centres} centres, ${breached} breached`)
  if (breached > 0) process.exitCode = 1
}

/** Simulates one city and prints what came of it; returns whether nothing was breached. */
async function run(options: { seed: string; days: number; centres: number; acts: number }): Promise<boolean> {
  const { seed, days, centres, acts } = options
  const started = process.cpuUsage()
  const seconds = () => {
    const { user, system } = process.cpuUsage(started)
    return `${((user + system) / 1e6).toFixed(1)} s of CPU`
  }
  const onDay = (day: number) => process.stderr.write(`\rday ${day} of ${days}, ${seconds()} `)
  const outcome = await simulate({ ...options, onDay })
  process.stderr.write('\n')
  const { violations, writes, databaseCalls, fingerprint } = outcome
  say(`seed ${seed}, ${centres} centres, ${outcome.days} of ${days} days in ${seconds()}`)
  say(`${databaseCalls} database calls, ${writes} writes, fingerprint of all writes ${fingerprint}`)
  if (violations.length === 0) {
    say('Nothing was breached.')
    return true
  }
  say(`\nBreached on day ${outcome.days + 1}:`)
  for (const line of violations.slice(0, 20)) say(`  ✗ ${line}`)
  say('\nWhat happened last about this:')
  for (const line of outcome.about) say(`  ${line}`)
  say('\nWhat happened last:')
  for (const line of outcome.last) say(`  ${line}`)
  const same = `--seed ${seed} --days ${outcome.days + 1} --centres ${centres}${acts === 1 ? '' : ` --acts ${acts}`}`
  say(`\nTo live it again: npm run simulate -- ${same}`)
  return false
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
