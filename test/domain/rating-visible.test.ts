import { visibleTo } from '@domain/rating/visible'

describe('a centre’s rating is seen', () => {
  const seen = (viewer: Parameters<typeof visibleTo>[0], phase: Parameters<typeof visibleTo>[1]) =>
    Object.entries(visibleTo(viewer, phase))
      .filter(([, visible]) => visible)
      .map(([part]) => part)
  test.each<[Parameters<typeof visibleTo>[0], Parameters<typeof visibleTo>[1], string[]]>([
    ['centre', 'self', ['self']],
    ['county', 'self', ['byCounty']],
    ['city', 'self', ['byCity']],
    ['centre', 'mutual', ['self']],
    ['county', 'mutual', ['self', 'byCounty']],
    ['city', 'mutual', ['self', 'byCity']],
    ['centre', 'county', ['self']],
    ['county', 'county', ['self', 'reviews', 'byCounty']],
    ['city', 'county', ['self', 'reviews', 'byCity']],
    ['centre', 'city', ['self']],
    ['county', 'city', ['self', 'reviews', 'byCounty']],
    ['city', 'city', ['self', 'reviews', 'byCounty', 'byCity']],
    ['centre', 'closed', ['self', 'reviews', 'byCounty', 'byCity', 'result']],
    ['county', 'closed', ['self', 'reviews', 'byCounty', 'byCity', 'result']],
    ['city', 'closed', ['self', 'reviews', 'byCounty', 'byCity', 'result']],
  ])('by the %s in the stage %s: %j', (viewer, phase, parts) => {
    expect(seen(viewer, phase)).toEqual(parts)
  })
})
