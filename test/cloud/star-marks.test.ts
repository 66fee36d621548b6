import { type RouteName, routes } from '@domain/contracts'
import { givenMarks } from '../../worlds/fixtures/stars'
import { validInputs } from './support/inputs'
import { IN, manager, mark, ONE, OTHER, office, openStars } from './support/star-stage'
import { COUNTIES, ids } from './support/star-year'

/** The marks of a rating: who gives them, explains them, and sees them. */

const { world, send, ask, codeOf, starsOf, seed, open, markAll } = openStars()

beforeEach(seed)
afterEach(async () => {
  expect(world.errors).toEqual([])
  expect(await world.stored('setbacks')).toEqual([])
})

test('marks are given in their stage, by whom they belong to, and for what they are', async () => {
  await open()
  expect(await ask('city', 'office.starBoard', {})).toMatchObject({ years: [] })
  const own = { centreId: ONE, ...mark(40, '台账齐全') }
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, marks: [{ id: 'safety', tenths: 40 }] })).toBe(
    'MARKS_WRONG',
  )
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, marks: givenMarks({ visit: 31 }) })).toBe(
    'MARKS_WRONG',
  )
  const reviewed = { centreId: ONE, ratedId: OTHER, ...mark(40, '') }
  expect(await codeOf(manager(ONE), 'office.reviewStars', reviewed)).toBe('STARS_NOT_NOW')
  expect(await codeOf(office(ONE), 'office.appraiseStars', { ...own, veto: null })).toBe('STARS_NOT_NOW')
  // Twice under one request; then somebody who has read nothing; then on top of it.
  const twice = [1, 2].map(() => send(manager(ONE), 'office.assessStars', own, 'request-assess'))
  expect((await Promise.all(twice)).map(({ ok }) => ok)).toEqual([true, true])
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, words: '别的' })).toBe('STARS_CHANGED')
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, n: 1, words: '别的' })).toBe('OK')
  world.setClock(IN.mutual)
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, n: 2 })).toBe('STARS_NOT_NOW')
  const reviewers = (await starsOf(ONE))?.reviewers ?? []
  const stranger = ids.find(id => id !== ONE && !reviewers.includes(id)) ?? ''
  expect(
    await codeOf(manager(stranger), 'office.reviewStars', { centreId: stranger, ratedId: ONE, ...mark(1, '') }),
  ).toBe('STARS_NOT_FOUND')
  world.setClock(IN.county)
  expect(await codeOf('city', 'office.appraiseStars', { ...own, veto: null })).toBe('STARS_NOT_NOW')
})

test('a centre explains a self score that was far off, after the appraisal and before the results', async () => {
  await markAll({ until: 'county' })
  const explain = (standardId: string) =>
    codeOf(manager(ONE), 'office.explainStars', { centreId: ONE, standardId, words: '后来补齐了' })
  expect(await explain('safety')).toBe('STARS_NOT_NOW')
  world.setClock(IN.closed)
  expect(await explain('visit')).toBe('STARS_NOT_FOUND')
  expect(await explain('safety')).toBe('OK')
  expect(await ask('city', 'office.stars', { centreId: ONE })).toMatchObject({ explained: { safety: '后来补齐了' } })
})

test('a late replay of an earlier explanation does not replace a later one', async () => {
  await markAll({ until: 'county' })
  world.setClock(IN.closed)
  const explain = (words: string, requestId: string) =>
    ask(manager(ONE), 'office.explainStars', { centreId: ONE, standardId: 'safety', words }, requestId)
  await explain('没有台账', 'request-first')
  await explain('后来补齐了', 'request-second')
  await explain('没有台账', 'request-first')
  // A request that changes nothing is remembered like any other.
  await explain('后来补齐了', 'request-third')
  await explain('台账在二楼', 'request-fourth')
  await explain('后来补齐了', 'request-third')
  expect(await starsOf(ONE)).toMatchObject({ explained: { safety: '台账在二楼' } })
})

describe('who sees marks before their stage is over', () => {
  const viewers = {
    own: manager(ONE),
    reviewer: '',
    county: office(ONE),
    'other county': office(OTHER),
    city: 'city',
  }
  /** Every reading route of offices and centres, at the first centre, at one that reviews it, and in each county. */
  const reads = (reviewer: string) =>
    (Object.keys(routes) as RouteName[])
      .filter(name => routes[name].effect === 'read' && /^(office|centre|me)\./.test(name))
      .flatMap(name => {
        const { centreId, county, ...input } = validInputs[name] as Record<string, unknown>
        const places = [
          ...('centreId' in validInputs[name] ? [{ centreId: ONE }, { centreId: reviewer }] : []),
          ...('county' in validInputs[name] ? COUNTIES.map(one => ({ county: one })) : []),
        ]
        return (places.length === 0 ? [{}] : places).map(place => ({ name, input: { ...input, ...place } }))
      })

  /** Who has seen which marks of the first centre, by any of them. */
  async function seen(phase: keyof typeof IN): Promise<Record<string, string[]>> {
    world.setClock(IN[phase])
    const reviewer = (await starsOf(ONE))?.reviewers?.[0] ?? ''
    const found: Record<string, string[]> = {}
    for (const [name, openid] of Object.entries({ ...viewers, reviewer: manager(reviewer) })) {
      const answers = [
        await send(openid, 'office.stars', { centreId: ONE }),
        await send(openid, 'office.stars', { centreId: reviewer }),
        await send(openid, 'office.starBoard', {}),
        ...(await Promise.all(COUNTIES.map(county => send(openid, 'office.starBoard', { county })))),
        await send(openid, 'centre.get', { centreId: ONE }),
      ]
      const text = JSON.stringify(answers.map(reply => (reply.ok ? reply.data : reply.code)))
      const others: unknown[] = []
      for (const { name: route, input } of reads(reviewer)) others.push(await send(openid, route, input as never))
      const given = { self: 11, review: 22, county: 33, city: 44 }
      found[name] = Object.entries(given)
        .filter(([, safety]) => `${text}${JSON.stringify(others)}`.includes(`"safety":${safety}`))
        .map(([which]) => which)
      if (/"score":\d|"stars":\d/.test(text)) found[name]?.push('score')
    }
    return found
  }

  // A reviewer sees their own self score and the review that they gave.
  test.each([
    ['self', { own: ['self'], reviewer: ['self'], county: [], 'other county': [], city: [] }],
    [
      'mutual',
      { own: ['self', 'review'], reviewer: ['self', 'review'], county: ['self'], 'other county': [], city: ['self'] },
    ],
    [
      'county',
      {
        own: ['self', 'review'],
        reviewer: ['self', 'review'],
        county: ['self', 'review', 'county'],
        'other county': [],
        city: ['self', 'review'],
      },
    ],
    [
      'city',
      {
        own: ['self', 'review'],
        reviewer: ['self', 'review'],
        county: ['self', 'review', 'county'],
        'other county': [],
        city: ['self', 'review', 'county', 'city'],
      },
    ],
  ] as const)('%s', async (phase, expected) => {
    await markAll({ until: phase })
    const found = await seen(phase)
    // The other county's office sees the first reviewer's centre when that is in its county; both are left out of this table.
    const { 'other county': _, ...rest } = found
    const { 'other county': __, ...wanted } = expected
    expect(rest).toEqual(wanted)
    expect(found['other county']).not.toContain('score')
  })

  test('afterwards a centre sees what it was given, and never who gave it', async () => {
    await markAll({ until: 'closed' })
    const found = await seen('closed')
    expect(found.own).toEqual(['self', 'review', 'county', 'city', 'score'])
    const own = await ask(manager(ONE), 'office.stars', { centreId: ONE })
    expect(own.reviewed).toHaveLength(5)
    const others = (await starsOf(ONE))?.reviewers ?? []
    expect(others.filter(id => JSON.stringify(own.reviewed).includes(id))).toEqual([])
  })
})
