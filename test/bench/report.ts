/** One figure of a bench: its name, its value, and its bound, if any. */
export interface Figure {
  what: string
  value: number
  unit: string
  /** At most this. */
  max?: number
  /** At least this. */
  min?: number
}

/** A bench returns its figures; all of them are measured in the same run. */
export type Bench = () => Promise<Figure[]>

export function keepsBound({ value, max, min }: Figure): boolean {
  return (max === undefined || value <= max) && (min === undefined || value >= min)
}

/** A figure as a line of the report. */
export function lineOf(figure: Figure): string {
  const { what, value, unit, max, min } = figure
  const bound = max !== undefined ? `at most ${max}` : min !== undefined ? `at least ${min}` : ''
  const number = Number.isInteger(value) ? String(value) : value.toFixed(2)
  return `${keepsBound(figure) ? '  ' : '✗ '}${what.padEnd(62)} ${`${number} ${unit}`.padStart(14)}  ${bound}`.trimEnd()
}

export function median(values: number[]): number {
  return percentile(values, 0.5)
}

/** The value that the given share of the values does not exceed (a quantile). */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
