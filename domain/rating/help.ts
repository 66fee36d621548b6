/** Centres that are named at most, and how far below the median they are, in per cent of the points of the standard. */
const MOST = 5
const BELOW = 10

interface Row {
  tenths: readonly (number | null)[]
}

/** Who needs help first with a standard: those that are clearly below the median, the lowest first. */
export function needHelp<R extends Row>(rows: readonly R[], at: number, median: number | null, points: number): R[] {
  if (median === null) return []
  const most = median - (points * 10 * BELOW) / 100
  const tenthsOf = (row: R) => row.tenths[at] ?? Number.POSITIVE_INFINITY
  return rows
    .filter(row => tenthsOf(row) <= most)
    .sort((a, b) => tenthsOf(a) - tenthsOf(b))
    .slice(0, MOST)
}
