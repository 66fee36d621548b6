import { isSpace } from '@domain/offerings/kinds'
import { type FigureGroup, groupFigures } from '@domain/office/figures'
import { useEffect, useState } from 'react'
import { call } from '@/cloud/client'
import { asCloudError, type CloudError } from '@/cloud/errors'

/** Centres that are asked for at once. */
const AT_ONCE = 4

interface Many {
  /** The figures of each centre by its id; null: it has had no session. */
  figures: ReadonlyMap<string, FigureGroup | null>
  error: CloudError | null
  retry: () => void
}

/** The figures of several centres over the same days, as they come in. Sessions that have begun count, classes only. */
export function useManyFigures(ids: readonly string[], from: string, to: string): Many {
  const [figures, setFigures] = useState<ReadonlyMap<string, FigureGroup | null>>(new Map())
  const [error, setError] = useState<CloudError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const key = ids.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt starts over
  useEffect(() => {
    let isOver = false
    const waiting = key === '' ? [] : key.split(' ')
    setFigures(new Map())
    setError(null)
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined && !isOver; id = waiting.shift()) {
        const centreId = id
        const { sessions, now } = await call('office.figures', { centreId, from, to })
        const begun = sessions.filter(({ kind, startsAt }) => !isSpace(kind) && startsAt <= now)
        if (!isOver) setFigures(was => new Map([...was, [centreId, groupFigures(begun, 'all')[0] ?? null]]))
      }
    }
    const workers = Array.from({ length: AT_ONCE }, work)
    Promise.all(workers).catch(thrown => {
      waiting.length = 0
      if (!isOver) setError(asCloudError(thrown))
    })
    return () => {
      isOver = true
    }
  }, [key, from, to, attempt])
  return { figures, error, retry: () => setAttempt(attempt + 1) }
}
