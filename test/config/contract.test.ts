import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe as describeSchema } from '../../config/contract/inputs'
import { contractPage } from '../../config/contract/page'
import { routes } from '../../domain/contracts'

const root = join(__dirname, '..', '..')

describe('the page of the contract', () => {
  const page = contractPage(root)

  it('is up to date; `npm run docs` writes it', () => {
    expect(readFileSync(join(root, 'docs', 'contract.md'), 'utf8') === page).toBe(true)
  })

  it('has a section for every route, which says what the route is for', () => {
    for (const name of Object.keys(routes)) {
      const [, intent] =
        new RegExp(`^### ${name.replace('.', '\\.')}\n\nFor [\\w, -]+; a \\w+\\. (.*)$`, 'm').exec(page) ?? []
      expect({ name, intent }).toEqual({ name, intent: expect.stringMatching(/^[A-Z].*\.$/) })
    }
  })

  it('links only to sections that it has', () => {
    const sections = new Set(
      [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading?.toLowerCase().replace(/[^a-z0-9-]/g, '')),
    )
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target)
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(target => !sections.has(target))).toEqual([])
  })
})

describe('a schema in words', () => {
  const short = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(5))
  const names = new Map<unknown, string>([[short, 'short']])

  it.each([
    ['text', v.string()],
    ['short', short],
    ['text, like `/^a$/`', v.pipe(v.string(), v.regex(/^a$/))],
    ['number, whole, at least 1', v.pipe(v.number(), v.integer(), v.minValue(1))],
    ['short, at most 3 characters', v.pipe(short, v.maxLength(3))],
    ['list of short, 1 to 9 of them', v.pipe(v.array(short), v.minLength(1), v.maxLength(9))],
    ['"a" or "b"', v.picklist(['a', 'b'])],
    ['true or false, or null', v.nullable(v.boolean())],
    ['{ a: short; b?: number }', v.strictObject({ a: short, b: v.optional(v.number()) })],
  ])('%s', (words, schema) => {
    expect(describeSchema(schema, names)).toBe(words)
  })

  it('of a kind that nobody has described is an error, not a gap', () => {
    expect(() => describeSchema(v.date(), names)).toThrow('of type date')
  })
})
