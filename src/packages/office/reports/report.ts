/** A table of a report. Cells are as they are read; a spreadsheet gets the numbers among them as numbers. */
export interface ReportTable {
  /** Empty: the report has one table only, and its title says what it is. */
  title: string
  /** Headings with their shares of the width, as for a CSS grid. */
  columns: readonly { label: string; width: string }[]
  rows: readonly (readonly (string | number)[])[]
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
