/** `docs/local-cloud.md` as the tests read it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'local-cloud.md'), 'utf8')

/** The lines of a section, down to the next heading of any level. */
function sectionOf(heading: string): string[] {
  const lines = PAGE.split('\n')
  const start = lines.findIndex(line => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start < 0) throw new Error(`the page has no section ${heading}`)
  const end = lines.findIndex((line, i) => i > start && /^#+ /.test(line))
  return lines.slice(start + 1, end < 0 ? undefined : end)
}

interface Row {
  name: string
  offered: boolean
  /** What stands in backticks in the other cells. */
  quoted: string[]
}

/** The rows of all tables whose first column has this title, one for each name in a first cell. */
export function rowsOf(heading: string, title: string): Row[] {
  const rows: Row[] = []
  let inside = false
  for (const line of sectionOf(heading)) {
    const cells = line.split('|').map(cell => cell.trim())
    if (cells.length < 3) inside = false
    else if (cells[1] === title) inside = true
    else if (inside && !/^-+$/.test(cells[1] ?? '')) {
      const names = [...(cells[1] ?? '').matchAll(/`([^`]+)`/g)].map(match => String(match[1]))
      const quoted = [
        ...cells
          .slice(2)
          .join(' ')
          .matchAll(/`([^`]+)`/g),
      ].map(match => String(match[1]))
      for (const name of names.length > 0 ? names : [String(cells[1])])
        rows.push({ name, offered: cells[2] !== 'no', quoted })
    }
  }
  if (rows.length === 0) throw new Error(`${heading} has no table of ${title}`)
  return rows
}

/** The code blocks of a section in one language, without the fences. */
export function blocksOf(heading: string, language: string): string[] {
  const text = sectionOf(heading).join('\n')
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(match =>
    match[1] === language ? [String(match[2])] : [],
  )
}

/** Does what a row says, and checks it. */
export type Probe = () => unknown

/** Text of whatever was thrown; the SDK throws objects as well as errors. */
export const textOf = (thrown: unknown) => {
  const { errMsg, message } = Object(thrown) as { errMsg?: unknown; message?: unknown }
  return String(errMsg ?? message ?? thrown)
}

/** One test for each row: what is offered works, and what is not is refused with its name. */
export function testTable(heading: string, title: string, probes: Record<string, Probe>): void {
  describe(`${heading}: ${title}`, () => {
    const rows = rowsOf(heading, title)
    it('the page has a row for each probe', () => {
      expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(probes).sort())
    })
    it.each(rows)('$name', async ({ name, offered }) => {
      const probe = probes[name]
      if (!probe) throw new Error(`there is no probe for ${name}`)
      if (offered) return void (await probe())
      const outcome = await Promise.resolve()
        .then(probe)
        .then(
          value => `it answered ${JSON.stringify(value)}`,
          thrown => textOf(thrown),
        )
      expect(outcome).toMatch(/not offered by the local cloud/)
    })
  })
}
