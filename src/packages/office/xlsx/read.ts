import { strFromU8, unzipSync } from 'fflate'

/** Larger unpacked parts are refused: no list of centres is so long. */
const MAX_PART = 5_000_000

const unescaped = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&amp;/g, '&')

/** The texts of an element, without those of phonetic guides. */
const textsIn = (xml: string) =>
  unescaped(
    [...xml.replace(/<rPh[\s\S]*?<\/rPh>/g, '').matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(found => found[1]).join(''),
  )

/** The position of a column by its name: A is 0, AA is 26. */
const columnOf = (name: string) => [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** The first sheet of an .xlsx file as rows of text. */
function readXlsx(bytes: Uint8Array): string[][] {
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) =>
      originalSize <= MAX_PART && /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/.test(name),
  })
  const sheetName = Object.keys(parts)
    .filter(name => name.includes('/sheet'))
    .sort((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))[0]
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(found =>
    textsIn(found[1] ?? ''),
  )
  const rows: string[][] = []
  for (const [, attributes = '', body = ''] of part(sheetName ?? '').matchAll(
    /<row([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g,
  )) {
    const row: string[] = []
    for (const [, about = '', inner = ''] of body.matchAll(/<c([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const column = columnOf(/r="([A-Z]+)\d+"/.exec(about)?.[1] ?? 'A')
      const value = /<v>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? ''
      const type = /t="(\w+)"/.exec(about)?.[1]
      row[column] =
        type === 's' ? (shared[Number(value)] ?? '') : type === 'inlineStr' ? textsIn(inner) : unescaped(value)
    }
    const place = Number(/r="(\d+)"/.exec(attributes)?.[1] ?? rows.length + 1) - 1
    rows[place] = Array.from(row, cell => cell ?? '')
  }
  return Array.from(rows, row => row ?? [])
}

/** A .csv text as rows; fields in quotes may hold commas, quotes and line breaks (RFC 4180). */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows[rows.length - 1]?.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'))
    if (end === '') break
    if (end !== ',') rows.push([])
  }
  return rows
}

/** A spreadsheet, .xlsx or .csv, as rows of text; null when it is neither. */
export function readSpreadsheet(bytes: Uint8Array): string[][] | null {
  try {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
    return isZip ? readXlsx(bytes) : readCsv(strFromU8(bytes))
  } catch {
    return null
  }
}
