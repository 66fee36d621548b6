import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A browser gets plain elements: those of Taro's components that are web components are left out of its build, and would show
 * nothing.
 */

const ROOT = join(__dirname, '..', '..')
const SRC = join(ROOT, 'src')

const plain = new Set(
  readFileSync(join(ROOT, 'node_modules/@tarojs/components-react/dist/index.js'), 'utf8')
    .split('\n')
    .filter(line => line.includes("from './components/"))
    .flatMap(line => /\{(.*)\}/.exec(line)?.[1]?.split(',') ?? [])
    .map(name => name.replace('default as', '').trim()),
)

/** The files that a browser's build is made of. */
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  name => /\.tsx?$/.test(name) && !existsSync(join(SRC, name.replace(/\.(tsx?)$/, '.h5.$1'))),
)

/** The components that a text imports from Taro. */
function componentsOf(text: string): string[] {
  return [...text.matchAll(/import \{([^}]*)\} from '@tarojs\/components'/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map(name => name.trim().replace(/ as .*/, ''))
    .filter(name => name !== '' && !name.startsWith('type '))
}

test('a browser is given no component of Taro that is not a plain element', () => {
  expect(plain.has('View')).toBe(true)
  const used = files.flatMap(name =>
    componentsOf(readFileSync(join(SRC, name), 'utf8')).map(component => `${name} ${component}`),
  )
  expect(used.length).toBeGreaterThan(100)
  expect(used.filter(line => !plain.has(line.split(' ')[1] ?? ''))).toEqual([])
})
