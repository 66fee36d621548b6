import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** What Stryker says of one mutant; lines and columns count from 1. */
interface Mutant {
  fileName: string
  status: string
  replacement?: string
  location: { start: Position; end: Position }
}
interface Position {
  line: number
  column: number
}

/** A change that no test can notice. `code` is what is changed; `line`, where `code` stands more than once in the file. */
export interface Equivalent {
  file: string
  code: string
  becomes: string
  line?: string
  why: string
}

interface Figures {
  area: string
  mutants: number
  noticed: number
  equivalent: number
}

/** The figures of each area, what no test noticed, and what is wrong in the list: a test notices the change, or the code is gone. */
export function figuresOf(
  root: string,
  mutants: readonly Mutant[],
  list: readonly Equivalent[],
): { areas: Figures[]; unnoticed: string[]; wrong: string[] } {
  const areas = new Map<string, Figures>()
  const files = new Set<string>()
  const unnoticed: string[] = []
  const sources = new Map<string, string[]>()
  const matched = new Map<Equivalent, 'noticed' | 'survived'>()
  for (const { fileName, status, location, replacement } of mutants) {
    if (status === 'Ignored' || status === 'CompileError') continue
    const file = relative(root, fileName).split(sep).join('/')
    files.add(file)
    let source = sources.get(file)
    if (!source) {
      source = readFileSync(join(root, file), 'utf8').split('\n')
      sources.set(file, source)
    }
    const code = plain(between(source, location))
    const line = plain(source[location.start.line - 1] ?? '')
    const becomes = plain(replacement ?? '')
    const listed = list.find(
      entry =>
        entry.file === file &&
        plain(entry.code) === code &&
        plain(entry.becomes) === becomes &&
        (entry.line === undefined || plain(entry.line) === line),
    )
    const noticed = status === 'Killed' || status === 'Timeout' || status === 'RuntimeError'
    const area = areaOf(file)
    const figures = areas.get(area) ?? { area, mutants: 0, noticed: 0, equivalent: 0 }
    areas.set(area, figures)
    figures.mutants += 1
    if (noticed) figures.noticed += 1
    else if (listed) figures.equivalent += 1
    else {
      const { start } = location
      unnoticed.push(`${file}:${start.line}:${start.column} ${short(code)} → ${short(becomes)}\n    ${short(line)}`)
    }
    if (listed && matched.get(listed) !== 'survived') matched.set(listed, noticed ? 'noticed' : 'survived')
  }
  const wrong = list
    .filter(entry => files.has(entry.file) && matched.get(entry) !== 'survived')
    .map(entry => {
      const fault = matched.has(entry) ? 'a test notices it' : 'there is no such mutant'
      return `Not equivalent, ${fault}: ${entry.file}: ${entry.code} → ${entry.becomes}`
    })
  return { areas: [...areas.values()].sort((a, b) => (a.area < b.area ? -1 : 1)), unnoticed, wrong }
}

/** How many percent of the mutants that are not equivalent were noticed. */
export function percentOf(areas: readonly Figures[]): number {
  const sum = (key: 'mutants' | 'noticed' | 'equivalent') => areas.reduce((total, area) => total + area[key], 0)
  const judged = sum('mutants') - sum('equivalent')
  return judged === 0 ? 100 : (100 * sum('noticed')) / judged
}

/** The figures as a table of Markdown. */
export function tableOf(areas: readonly Figures[]): string {
  const rows = areas.map(
    area =>
      `| ${area.area} | ${area.mutants} | ${area.noticed} | ${area.equivalent} | ${percentOf([area]).toFixed(1)} |`,
  )
  return ['| area | mutants | noticed | equivalent | % |', '|---|---|---|---|---|', ...rows, ''].join('\n')
}

/** The folder below `domain` or below another top folder; a file that lies directly in it is an area of its own. */
function areaOf(file: string): string {
  const [top = '', ...rest] = file.split('/')
  const depth = top === 'domain' ? 1 : rest.length - 1
  return [top, ...rest.slice(0, depth)].join('/')
}

function between(source: readonly string[], { start, end }: Mutant['location']): string {
  const lines = source.slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join(' ')
}

function short(code: string): string {
  return code.length > 120 ? `${code.slice(0, 120)} …` : code
}

function plain(code: string): string {
  return code.replace(/\s+/g, ' ').trim()
}
