import { packageSizes } from '../../config/artefact/packages'
import { danglingReferences } from '../../config/artefact/references'
import { tooNewCode } from '../../config/artefact/syntax'
import { DIST } from './support/pages'

test('every package of the artefact keeps its limit, the main one 700 KB, the others 500 KB', () => {
  const sizes = packageSizes(DIST)
  expect(sizes[0]).toMatchObject({ name: 'main package', limit: 700 * 1024 })
  expect(new Set(sizes.slice(1, -1).map(({ limit }) => limit))).toEqual(new Set([500 * 1024]))
  expect(sizes.filter(({ bytes, limit }) => bytes > limit)).toEqual([])
})

test('all that the artefact refers to is in it', () => {
  expect(danglingReferences(DIST)).toEqual([])
})

test('all code of the artefact runs on the oldest base library', () => {
  expect(tooNewCode(DIST)).toEqual([])
})
