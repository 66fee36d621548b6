import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** A name of a person that is set into a text. */
const NAME =
  /\$\{([^{}]*\b(?:nickname|byName|personName|(?:invitation|member|person|guest|colleague)\.name)\b[^{}]*)\}/g

function sources(): string[] {
  return ['src', 'domain'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => /\.tsx?$/.test(file))
      .map(file => `${folder}/${file}`),
  )
}

test('a name in a sentence is isolated, so that one written from right to left turns nothing around it', () => {
  const bare = sources().flatMap(file =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(NAME)]
      .map(([, inner = '']) => inner)
      .filter(inner => !/isolated\(|joinNames\(/.test(inner))
      .map(inner => `${file}: ${inner}`),
  )
  expect(bare).toEqual([])
})
