import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(__dirname, '..', '..', 'src')

/** Files in which a write and a move to another page stand together. */
function steering(): [file: string, text: string][] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .map((file): [string, string] => [file, readFileSync(join(SRC, file), 'utf8')])
    .filter(([, text]) => /useAction\(|commit\(/.test(text) && /\b(?:goBack|replaceBy|switchTo)\(/.test(text))
}

test('a page that moves on after a write asks whether it is still in front', () => {
  const files = steering()
  expect(files.length).toBeGreaterThan(4)
  expect(files.filter(([, text]) => !text.includes('usePageInFront()')).map(([file]) => file)).toEqual([])
})
