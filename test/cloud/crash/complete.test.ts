import { type RouteName, routes } from '@domain/contracts'
import { allScenes } from './scenes'

test('every write route is killed somewhere, and only writes are', () => {
  const writes = (Object.keys(routes) as RouteName[]).filter(name => routes[name].effect === 'write')
  expect(Object.keys(allScenes).sort()).toEqual(writes.sort())
})
