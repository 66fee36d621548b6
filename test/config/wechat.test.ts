import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ALL_PRIVATE,
  DISPENSABLE,
  INTERFACES,
  OLDEST_BASE_LIBRARY,
  POSITION_INTERFACES,
  PRIVATE_INTERFACES,
} from '../../config/artefact/base-library'

const ROOT = join(__dirname, '..', '..')
const SRC = join(ROOT, 'src')

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  // Files of the browser's build do not reach WeChat.
  .filter(file => /\.tsx?$/.test(file) && !/\.h5\.tsx?$/.test(file))
  .map(file => readFileSync(join(SRC, file), 'utf8'))

/** Names that are read from `Taro`, types aside, and those of hooks of React aside. */
const used = [
  ...new Set(sources.flatMap(text => [...text.matchAll(/\bTaro\.([a-z]\w*)/g)].map(([, name = '']) => name))),
].sort()

const numberOf = (version: string) => version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)
const deploy = readFileSync(join(ROOT, 'docs', 'deploy.md'), 'utf8')
const appConfig = readFileSync(join(SRC, 'app.config.ts'), 'utf8')

test('the base library of every interface that the app calls is known', () => {
  expect(used).toEqual(Object.keys(INTERFACES).sort())
})

test('interfaces that are younger than the oldest base library are dispensable, and no others are listed so', () => {
  const young = used.filter(name => numberOf(INTERFACES[name] ?? '') > numberOf(OLDEST_BASE_LIBRARY))
  expect(young).toEqual([...DISPENSABLE].sort())
})

test('every private interface that the app calls is declared, in the app and in the guide for those who deploy it', () => {
  expect(used.filter(name => ALL_PRIVATE.includes(name))).toEqual(Object.keys(PRIVATE_INTERFACES).sort())
  const position = used.filter(name => POSITION_INTERFACES.includes(name))
  expect(position).toEqual(['getFuzzyLocation'])
  expect(appConfig).toContain(`requiredPrivateInfos: ['${position.join("', '")}']`)
  for (const [name, said] of Object.entries(PRIVATE_INTERFACES)) {
    expect(deploy).toContain(name)
    expect(deploy).toContain(said)
  }
})

test('the guide names the oldest base library', () => {
  expect(deploy).toContain(OLDEST_BASE_LIBRARY)
})
