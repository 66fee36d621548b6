/** Planned events by simulated time; events of the same moment run in the order in which they were planned. */
export class Schedule {
  private readonly heap: Entry[] = []
  private planned = 0

  get size(): number {
    return this.heap.length
  }

  /** The time of the next event, epoch ms; null: nothing is planned. */
  get nextAt(): number | null {
    return this.heap[0]?.at ?? null
  }

  plan(at: number, run: () => void): void {
    const { heap } = this
    const entry = { at, order: this.planned++, run }
    let place = heap.push(entry) - 1
    while (place > 0) {
      const above = (place - 1) >> 1
      if (!isBefore(entry, heap[above] as Entry)) break
      heap[place] = heap[above] as Entry
      place = above
    }
    heap[place] = entry
  }

  /** Removes the next event and returns it. */
  take(): { at: number; run: () => void } | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (!last || heap.length === 0) return first
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry, heap[below] as Entry)) below++
      if (!isBefore(heap[below] as Entry, last)) break
      heap[place] = heap[below] as Entry
      place = below
    }
    heap[place] = last
    return first
  }
}

interface Entry {
  at: number
  order: number
  run: () => void
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
