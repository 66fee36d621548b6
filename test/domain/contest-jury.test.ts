import { assignJury } from '@domain/contest/jury'
import { latestContestRules } from '@domain/contest/rules'
import { randomRuns } from '../depth'
import fc from '../random'

const rules = latestContestRules()

describe('the jury', () => {
  /** Enough jurors without a conflict that equal loads exist: each has at most one conflict in four entries. */
  const jury = fc
    .record({
      jurors: fc.integer({ min: 12, max: 20 }),
      entries: fc.integer({ min: 4, max: 30 }),
      conflicts: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }),
      seed: fc.uuid(),
    })
    .map(({ jurors, entries, conflicts, seed }) => {
      const name = (what: string, n: number) => Array.from({ length: n }, (_, at) => ({ id: `${what}-${at}` }))
      // One conflict for each juror and each entry at most.
      const tied = new Map<string, string>()
      for (const [juror, entry] of conflicts) {
        const [from, to] = [`juror-${juror % jurors}`, `entry-${entry % entries}`]
        if (![...tied.values()].includes(to)) tied.set(from, to)
      }
      return { jurors: name('juror', jurors), entries: name('entry', entries), tied, seed }
    })

  it('has nine for each entry, no pair with a conflict, equal loads, and follows from the seed', () => {
    fc.assert(
      fc.property(jury, ({ jurors, entries, tied, seed }) => {
        const isPossible = (juror: string, entry: string) => tied.get(juror) !== entry
        const facts = { jurors, entries, isPossible, each: rules.jurors }
        const assigned = assignJury(facts, seed)
        const load = new Map(jurors.map(({ id }) => [id, 0]))
        const faults: string[] = []
        for (const { id } of entries) {
          const own = assigned.get(id) ?? []
          if (new Set(own).size !== 9 || `${own}` !== `${[...own].sort()}`) faults.push(`${id}: ${own}`)
          for (const juror of own) {
            if (!isPossible(juror, id)) faults.push(`${juror} judges ${id}`)
            load.set(juror, (load.get(juror) ?? 0) + 1)
          }
        }
        const loads = [...load.values()]
        if (Math.max(...loads) - Math.min(...loads) > 1) faults.push(`loads ${loads}`)
        expect(faults).toEqual([])
        const again = { ...facts, jurors: [...jurors].reverse(), entries: [...entries].reverse() }
        expect(assignJury(again, seed)).toEqual(assigned)
      }),
      randomRuns({ deep: 1000, byDefault: 100 }),
    )
  })

  it('moves entries along a chain of jurors when nobody can take one directly', () => {
    const can: Record<string, string[]> = { a: ['1', '2', '3'], b: ['3', '4'], c: ['4'] }
    const assigned = assignJury(
      {
        jurors: ['a', 'b', 'c'].map(id => ({ id })),
        entries: ['1', '2', '3', '4'].map(id => ({ id })),
        isPossible: (juror, entry) => can[juror]?.includes(entry) ?? false,
        each: 1,
      },
      'seed',
    )
    expect(Object.fromEntries(assigned)).toEqual({ 1: ['a'], 2: ['a'], 3: ['b'], 4: ['c'] })
  })

  it('makes loads equal also where the juror with most can give nothing away', () => {
    const can: Record<string, string[]> = { a: ['1', '2', '3'], b: ['3', '4'], c: ['4'], z: ['5', '6', '7', '8'] }
    const jurors = Object.keys(can).map(id => ({ id }))
    const entries = Object.keys(can).flatMap(juror => can[juror] ?? [])
    const facts = {
      jurors,
      entries: [...new Set(entries)].map(id => ({ id })),
      isPossible: (juror: string, entry: string) => can[juror]?.includes(entry) ?? false,
      each: 1,
    }
    const expected = { 1: ['a'], 2: ['a'], 3: ['b'], 4: ['c'], 5: ['z'], 6: ['z'], 7: ['z'], 8: ['z'] }
    for (let seed = 0; seed < 30; seed++) {
      expect(Object.fromEntries(assignJury(facts, `seed ${seed}`))).toEqual(expected)
    }
  })

  it('is drawn anew for each entry and each seed', () => {
    const jurors = Array.from({ length: 9 }, (_, n) => ({ id: `juror-${n}` }))
    const first = (entry: string, seed: string) =>
      `${assignJury({ jurors, entries: [{ id: entry }], isPossible: () => true, each: 1 }, seed).get(entry)}`
    const numbers = Array.from({ length: 40 }, (_, n) => String(n))
    expect(new Set(numbers.map(n => first('one', n))).size).toBe(9)
    expect(new Set(numbers.map(n => first(n, 'seed'))).size).toBe(9)
  })

  it('is the same in every release: a call that died is repeated, perhaps by the next one', () => {
    const name = (what: string, n: number) => Array.from({ length: n }, (_, at) => ({ id: `${what}${at}` }))
    const isPossible = (juror: string, entry: string) => juror.slice(1) !== entry.slice(1) && juror !== 'j4'
    const assigned = assignJury({ jurors: name('j', 6), entries: name('e', 6), isPossible, each: 2 }, 'seed')
    expect([...assigned].map(([id, own]) => `${id}: ${own.join(' ')}`).sort()).toEqual([
      'e0: j1 j2',
      'e1: j2 j5',
      'e2: j1 j3',
      'e3: j0 j1',
      'e4: j3 j5',
      'e5: j0 j3',
    ])
  })

  it('gives an entry with few possible jurors all of them', () => {
    const jurors = ['a', 'b', 'c'].map(id => ({ id }))
    const facts = { jurors, entries: [{ id: '1' }], isPossible: (juror: string) => juror !== 'b', each: 9 }
    expect(assignJury(facts, 'seed').get('1')).toEqual(['a', 'c'])
  })
})
