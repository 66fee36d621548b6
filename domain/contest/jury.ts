import { seededOrder } from '../ballot/seeded'

/** Who can be assigned to what: `isPossible` is false for pairs with a conflict. */
export interface JuryFacts {
  jurors: readonly { id: string }[]
  entries: readonly { id: string }[]
  isPossible: (jurorId: string, entryId: string) => boolean
  /** Jurors of each entry. */
  each: number
}

/**
 * Who judges what: by the id of an entry, the ids of its jurors in alphabetical order. An entry with fewer possible jurors gets all
 * of them. Loads are as equal as conflicts allow: within one of each other whenever any assignment has that. Only the seed and the
 * ids decide among equal assignments.
 */
export function assignJury({ jurors, entries, isPossible, each }: JuryFacts, seed: string): Map<string, string[]> {
  const order = seededOrder(entries, seed)
  const load = new Map(jurors.map(({ id }): [string, number] => [id, 0]))
  const assigned = new Map<string, Set<string>>()
  const add = (juror: string, by: number) => load.set(juror, (load.get(juror) ?? 0) + by)
  for (const { id } of order) {
    const possible = seededOrder(jurors, `${seed}.${id}`).filter(juror => isPossible(juror.id, id))
    const chosen = possible.sort((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0)).slice(0, each)
    for (const juror of chosen) add(juror.id, 1)
    assigned.set(id, new Set(chosen.map(juror => juror.id)))
  }
  const rank = seededOrder(jurors, seed).map(({ id }) => id)
  for (let path = shift(); path !== null; path = shift()) for (const { entry, from, to } of path) swap(entry, from, to)
  return new Map([...assigned].map(([id, own]) => [id, [...own].sort()]))

  function swap(entry: string, from: string, to: string) {
    assigned.get(entry)?.delete(from)
    assigned.get(entry)?.add(to)
    add(from, -1)
    add(to, 1)
  }

  /** Moves of entries from juror to juror that take one from a juror with too many to one with at least two fewer; null: none. */
  function shift(): Move[] | null {
    const busiest = [...rank].sort((a, b) => (load.get(b) ?? 0) - (load.get(a) ?? 0))
    for (const from of busiest) {
      const path = pathFrom(from)
      if (path) return path
    }
    return null
  }

  function pathFrom(start: string): Move[] | null {
    const reached = new Map<string, Move | null>([[start, null]])
    const queue = [start]
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const from = at
      if ((load.get(start) ?? 0) - (load.get(from) ?? 0) >= 2) return wayTo(from, reached)
      for (const { id: entry } of order) {
        const own = assigned.get(entry)
        if (!own?.has(from)) continue
        for (const to of rank) {
          if (reached.has(to) || own.has(to) || !isPossible(to, entry)) continue
          reached.set(to, { entry, from, to })
          queue.push(to)
        }
      }
    }
    return null
  }
}

interface Move {
  entry: string
  from: string
  to: string
}

/** The last move first: its juror then has room before the one before it gives an entry on. */
function wayTo(end: string, reached: ReadonlyMap<string, Move | null>): Move[] {
  const path: Move[] = []
  for (let move = reached.get(end); move; move = reached.get(move.from)) path.push(move)
  return path
}
