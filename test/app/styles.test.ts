import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIST } from './support/pages'

const RULE = /([^{}]+)\{([^{}]*)\}/g

/** Every rule of every style sheet of the artefact, one selector each. */
function rules(): { selector: string; body: string }[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.wxss'))
    .flatMap(name => [
      ...readFileSync(join(DIST, name), 'utf8')
        .replace(/@import[^;]*;/g, '')
        .matchAll(RULE),
    ])
    .flatMap(([, selectors = '', body = '']) =>
      selectors.split(',').map(selector => ({ selector: selector.replace(/\s*([>+])\s*/g, '$1').trim(), body })),
    )
}

test('rows and columns keep their space where the web view has no gap for flex boxes (iOS before 14.5)', () => {
  const all = rules()
  const declared = (selector: string) =>
    all
      .filter(rule => rule.selector === selector)
      .map(({ body }) => body)
      .join(';')
  const withGap = all.filter(({ body }) => /(^|[;\s])gap:/.test(body)).map(({ selector }) => selector)
  const flex = [...new Set(withGap)].filter(selector => !/display:\s*grid/.test(declared(selector)))
  expect(flex.length).toBeGreaterThan(20)
  const unsafe = flex.filter(selector => !all.some(rule => rule.selector.startsWith(`.nf-no-gap ${selector}>*`)))
  expect(unsafe).toEqual([])
})
