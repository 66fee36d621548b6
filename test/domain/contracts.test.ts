import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { RouteSpec } from '@domain/contracts/route'
import { ACCESS } from '@domain/office/access'
import { NOT_FOR_DOOR } from '@domain/office/door-routes'
import { describeAnonymous, inputFields } from '../../config/contract/inputs'

/*
 * The page of the contract is what clients rely on. `contract.test` compares it with the sources; here it is read as a client
 * reads it: nothing that it says of a route may change unnoticed, and nothing of a route may be missing from it.
 */
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'contract.md'), 'utf8')
const [, typeTable = ''] = page.split('## Types of input\n')
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map(section => [section.slice(0, section.indexOf('\n')), section] as const),
)

const isSchema = (value: unknown) =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
const modules = readdirSync(join(__dirname, '..', '..', 'domain', 'contracts')).sort()
const names = new Map(
  modules
    .flatMap(file => Object.entries(require(`../../domain/contracts/${file}`) as Record<string, unknown>))
    .filter(([name, value]) => isSchema(value) && name !== 'noInput')
    .map(([name, value]) => [value, name]),
)

/** The first two columns of a table. */
function rowsOf(text: string): string[] {
  const rows = text.split('\n').filter(line => line.startsWith('| `'))
  return rows.map(row =>
    row
      .replaceAll('\\|', '｜')
      .split('|')
      .slice(1, 3)
      .map(cell => cell.trim())
      .join(' : '),
  )
}

const said = (text: string) => text.replaceAll('|', '｜')

test('each route takes what its page says, for whom it says, and refuses with the codes that it names', () => {
  for (const [name, spec] of Object.entries(routes as Record<string, RouteSpec>)) {
    const section = sections.get(name) ?? ''
    const inputs = inputFields(spec.input, names).map(
      field => `\`${field.name}\`${field.optional ? ' (optional)' : ''} : ${said(field.type)}`,
    )
    const grantees = (ACCESS as Record<string, readonly string[]>)[name]?.join(', ') ?? 'anybody'
    const refusals = spec.errors.length === 0 ? 'nothing of its own' : spec.errors.map(code => `\`${code}\``).join(', ')
    const [, people, effect] = /^For ([\w, -]+); a (read|write)\./m.exec(section) ?? []
    const [, refuses] = /^Refuses: (.*)\.$/m.exec(section) ?? []
    expect({ name, inputs: rowsOf(section.split('Answers `')[0] ?? ''), people, effect, refuses }).toEqual({
      name,
      inputs,
      people: grantees,
      effect: spec.effect,
      refuses: refusals,
    })
  }
})

test('the types of input are what the page says, and each has a name there', () => {
  const rows = rowsOf(typeTable.split('## Types of answers')[0] ?? '')
  expect(rows).toEqual([...names].map(([schema, name]) => `\`${name}\` : ${said(describeAnonymous(schema, names))}`))
})

test('routes are deployed in the function that their page stands under', () => {
  const under = (heading: string) =>
    (
      page
        .split(`\n## ${heading}\n`)[1]
        ?.split('\n## ')[0]
        ?.match(/^### \S+/gm) ?? []
    ).map(line => line.slice(4))
  for (const fn of ['resident', 'staff', 'office'] as const) {
    expect(under(fn)).toEqual(Object.keys(routes).filter(name => functionOf(name as keyof typeof routes) === fn))
  }
})

test('the app knows which refusals of staff routes say nothing about the door', () => {
  const grants = Object.entries(ACCESS as Record<string, readonly string[]>)
  const closed = grants.filter(
    ([name, who]) => name.startsWith('staff.') && !who.includes('staff') && !who.includes('door'),
  )
  expect([...NOT_FOR_DOOR].sort()).toEqual(closed.map(([name]) => name).sort())
})
