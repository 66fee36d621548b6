import { toggled } from '@domain/toggled'

test('a tap chooses an item, and a second one takes it out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})
