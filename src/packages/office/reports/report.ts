/** A text, a count, or points in tenths, which have one decimal on paper. */
export type ReportCell = string | number | { tenths: number }

/** A table of a report. A spreadsheet gets counts and points as numbers. */
export interface ReportTable {
  /** Empty: the report has one table only, and its title says what it is. */
  title: string
  /** Headings with their shares of the width, as for a CSS grid. */
  columns: readonly { label: string; width: string }[]
  rows: readonly (readonly ReportCell[])[]
}

/** A report on A4 and as a spreadsheet. */
export interface Report {
  title: string
  about: string
  /** Whether it needs the long side of the paper. */
  isWide: boolean
  /** The first is also the spreadsheet. */
  tables: readonly [ReportTable, ...ReportTable[]]
  /** What one must know to read it. */
  note: string
}

/** A cell as it is read. */
export function sayCell(cell: ReportCell): string {
  return typeof cell === 'object' ? (cell.tenths / 10).toFixed(1) : String(cell)
}

const columns = (labels: readonly string[], wide: Readonly<Record<string, string>> = {}) =>
  labels.map(label => ({ label, width: wide[label] ?? '1fr' }))

/** A table of these columns; `wide`: columns that are not of the usual width. */
export function tableOf(
  title: string,
  labels: readonly string[],
  rows: ReportTable['rows'],
  wide?: Readonly<Record<string, string>>,
): ReportTable {
  return { title, columns: columns(labels, wide), rows }
}
