import type { Marks } from '../rating/result'
import type { ContestRules } from './rules'

/** What the sheets of an entry in a stage come to. Scores are tenths of a point. */
export interface StageResult {
  /** Sheets that were given. */
  sheets: number
  score: number
  /** The mean of what was given for effect. */
  effect: number
  /** From the lowest total to the highest, of all sheets. */
  spread: number
  /** The mean of the jurors' z-scores, in hundredths: how far above their own usual total they put it. */
  z: number
}

/** Whether marks are given for exactly the criteria, each within its points. */
export function areContestMarks(marks: Marks, { criteria }: ContestRules): boolean {
  return (
    Object.keys(marks).length === criteria.length &&
    criteria.every(({ id, points }) => {
      const own = marks[id]
      return own !== undefined && Number.isInteger(own) && own >= 0 && own <= points * 10
    })
  )
}

/** The total of a sheet, tenths: what the juror gave, and what was computed from records. */
export function totalOf(marks: Marks, delivery: number): number {
  return Object.values(marks).reduce((sum, tenths) => sum + tenths, delivery)
}

/** The mean in whole tenths; a half is rounded up. */
function meanOf(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  return values.length === 0 ? 0 : Math.floor((2 * sum + values.length) / (2 * values.length))
}

/** An entry with its sheets of a stage, by juror. */
export interface JudgedEntry {
  id: string
  /** Tenths for recorded delivery. */
  delivery: number
  sheets: Readonly<Record<string, Marks>>
}

/**
 * The results of a stage by entry; null: too few sheets, and the entry is judged again. Of equal totals, the sheet that does not
 * count is that of the first juror by id, so that everybody computes the same.
 */
export function stageResults(entries: readonly JudgedEntry[], rules: ContestRules): Map<string, StageResult | null> {
  const zOf = zScores(entries)
  return new Map(entries.map(entry => [entry.id, resultOf(entry)]))

  function resultOf({ id, delivery, sheets }: JudgedEntry): StageResult | null {
    const all = Object.entries(sheets)
      .map(([juror, marks]) => ({ juror, effect: marks.effect ?? 0, total: totalOf(marks, delivery) }))
      .sort((a, b) => a.total - b.total || (a.juror < b.juror ? -1 : 1))
    const [lowest, highest] = [all[0], all.at(-1)]
    if (all.length < rules.leastSheets || !lowest || !highest) return null
    const counted = all.length >= rules.trimFrom ? all.slice(1, -1) : all
    return {
      sheets: all.length,
      score: meanOf(counted.map(({ total }) => total)),
      effect: meanOf(counted.map(({ effect }) => effect)),
      spread: highest.total - lowest.total,
      z: meanZ(all.map(({ juror }) => zOf(juror, id))),
    }
  }
}

/** How far each total is from the mean of its juror, in standard deviations; 0 where all totals of the juror are equal. */
function zScores(entries: readonly JudgedEntry[]): (juror: string, entryId: string) => number {
  const totals = new Map<string, Map<string, number>>()
  for (const { id, delivery, sheets } of entries) {
    for (const [juror, marks] of Object.entries(sheets)) {
      const own = totals.get(juror) ?? new Map<string, number>()
      totals.set(juror, own.set(id, totalOf(marks, delivery)))
    }
  }
  return (juror, entryId) => {
    const own = totals.get(juror)
    const total = own?.get(entryId)
    if (!own || total === undefined) return 0
    const values = [...own.values()]
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    return deviation === 0 ? 0 : (total - mean) / deviation
  }
}

/** In hundredths, without a negative zero. */
function meanZ(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return Math.round(mean * 100) || 0
}
