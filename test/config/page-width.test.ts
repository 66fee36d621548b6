import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** From this width, px, a limit is one of the whole page. */
const PAGE = 600
const LIMIT = /(?<!\()max-width:\s*(\d+)px/g

test('only the screen limits how wide a page is, so that its bar, its content and its main action end at one line', () => {
  const limits = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.scss'))
    .flatMap(name =>
      [...readFileSync(join('src', name), 'utf8').matchAll(LIMIT)]
        .filter(([, width]) => Number(width) >= PAGE)
        .map(() => name),
    )
  expect([...new Set(limits)]).toEqual([join('ui', 'screen', 'screen.module.scss')])
})
