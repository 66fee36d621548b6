import { DAY, HOUR } from '@domain/time'
import { strToU8, zipSync } from 'fflate'

/** A cell: text, a number, a moment (epoch ms, shown in China time), or a share shown in percent. Null: empty. */
export type Cell = string | number | { at: number } | { share: number } | null

/** One sheet with its headings in the first row. */
export interface SheetData {
  name: string
  columns: readonly { label: string; width: number }[]
  rows: readonly (readonly Cell[])[]
}

/** Positions in `cellXfs` of the style sheet below. */
const STYLE = { plain: 0, heading: 1, moment: 2, share: 3, quoted: 4 }

/** What a spreadsheet might run as a formula, if the text were pasted or saved in another format. */
const FORMULA = /^[=+\-@\t\r]/

/** Days from the first day of spreadsheets (1899-12-30) to that of epoch time. */
const EPOCH_DAY = 25_569
const CHINA_OFFSET = 8 * HOUR

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`
const ROOT = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const PARTS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`
const STYLES = `${XML}<styleSheet xmlns="${SPREADSHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** Characters that XML has no place for are left out. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      // As numbers, because the library encodes pairs of surrogates wrongly where WeChat has no TextEncoder.
      .replace(/[\ud800-\udbff][\udc00-\udfff]/g, pair => `&#${pair.codePointAt(0)};`)
      .replace(/[\ud800-\udfff]/g, '')
  )
}

/** The name of a column by its position: A, B, …, Z, AA. */
function columnName(n: number): string {
  const letter = String.fromCharCode(65 + (n % 26))
  return n < 26 ? letter : columnName(Math.floor(n / 26) - 1) + letter
}

function textCell(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

function cellXml(place: string, cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return textCell(place, cell, FORMULA.test(cell) ? STYLE.quoted : STYLE.plain)
  const [value, style] =
    typeof cell === 'number'
      ? [cell, STYLE.plain]
      : 'at' in cell
        ? [(cell.at + CHINA_OFFSET) / DAY + EPOCH_DAY, STYLE.moment]
        : [cell.share, STYLE.share]
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`
}

function sheetXml({ columns, rows }: SheetData): string {
  const widths = columns.map(({ width }, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`)
  const head = columns.map(({ label }, n) => textCell(`${columnName(n)}1`, label, STYLE.heading)).join('')
  const body = rows.map(
    (cells, row) =>
      `<row r="${row + 2}">${cells.map((cell, n) => cellXml(`${columnName(n)}${row + 2}`, cell)).join('')}</row>`,
  )
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return `${XML}<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${head}</row>${body.join('')}</sheetData></worksheet>`
}

/**
 * An .xlsx file of one sheet: typed cells, a frozen first row, and no formulas: text is stored as text, and marked as such
 * where it begins like a formula (ECMA-376, SpreadsheetML).
 */
export function workbook(sheet: SheetData): Uint8Array {
  const book = `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheet.name.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  return zipSync(
    {
      '[Content_Types].xml': strToU8(CONTENT_TYPES),
      '_rels/.rels': strToU8(ROOT),
      'xl/workbook.xml': strToU8(book),
      'xl/_rels/workbook.xml.rels': strToU8(PARTS),
      'xl/styles.xml': strToU8(STYLES),
      'xl/worksheets/sheet1.xml': strToU8(sheetXml(sheet)),
    },
    { level: 6 },
  )
}
