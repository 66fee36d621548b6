import { join } from 'node:path'
import { canteen } from '../../test/bench/canteen'
import { city } from '../../test/bench/city'
import { coldLoad } from '../../test/bench/cold-load'
import { crashPoints } from '../../test/bench/crash-points'
import { door } from '../../test/bench/door'
import { governance } from '../../test/bench/governance'
import { home } from '../../test/bench/home'
import { largeWorldCost } from '../../test/bench/large-world'
import { office } from '../../test/bench/office'
import { offlineCode } from '../../test/bench/offline-code'
import { participation } from '../../test/bench/participation'
import { peers } from '../../test/bench/peers'
import { phone } from '../../test/bench/phone'
import { type Bench, keepsBound, lineOf } from '../../test/bench/report'
import { roundTrips } from '../../test/bench/round-trips'
import { running } from '../../test/bench/running'
import { rush } from '../../test/bench/rush'
import { firstLoad, packageBench } from '../../test/bench/sizes'
import { timer } from '../../test/bench/timer'
import { waits } from '../../test/bench/waits'
import { buildAll } from '../build/build'

/** `npm run bench [name …]`: measures, prints, and fails when a bound is exceeded. */
const BENCHES: Record<string, Bench> = {
  'cold-load': coldLoad,
  packages: packageBench,
  'first-load': firstLoad,
  'round-trips': roundTrips,
  rush,
  waits,
  home,
  city,
  peers,
  timer,
  phone,
  'offline-code': offlineCode,
  door,
  office,
  canteen,
  governance,
  participation,
  'crash-points': crashPoints,
  'large-world': largeWorldCost,
  running,
}

/** Benches that run the sources in this process and need no build. */
const IN_PROCESS = new Set(['timer', 'city', 'waits'])
/** Benches that need the app, and not only the functions. */
const OF_THE_APP = new Set(['packages', 'first-load', 'phone'])

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter(name => !Object.hasOwn(BENCHES, name))
  if (unknown.length > 0)
    throw new Error(`No bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`)
  const names = wanted.length > 0 ? wanted : Object.keys(BENCHES)
  const root = join(__dirname, '..', '..')
  if (names.some(name => OF_THE_APP.has(name))) await buildAll(root, ['weapp', 'h5'])
  else if (names.some(name => !IN_PROCESS.has(name))) await buildAll(root, [])
  let broken = 0
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    process.stdout.write(`\n── ${name}\n`)
    for (const figure of await bench()) {
      process.stdout.write(`${lineOf(figure)}\n`)
      if (!keepsBound(figure)) broken++
    }
  }
  process.stdout.write(`\n${broken === 0 ? 'Every bound is kept.' : `${broken} bounds are not kept.`}\n`)
  process.exitCode = broken === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
