import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(__dirname, '..', '..', 'src')

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.(scss|tsx?)$/.test(file))
  .map(file => readFileSync(join(SRC, file), 'utf8'))

function namesIn(pattern: RegExp): Set<string> {
  return new Set(sources.flatMap(text => [...text.matchAll(pattern)].map(([, name = '']) => name)))
}

test('every custom property that a style uses is set somewhere: a missing one is ignored without a word', () => {
  const set = new Set([...namesIn(/(--[a-z0-9-]+):/g), ...namesIn(/['"](--[a-z0-9-]+)['"]/g)])
  expect([...namesIn(/var\((--[a-z0-9-]+)/g)].filter(name => !set.has(name))).toEqual([])
})
