import { HOUR } from '@domain/time'
import { accountIdOf, careCodeOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { StoreWrapper } from '../in-process/world'
import { TEST_ID_SECRET } from '../support/id-secret'
import type { Area } from './areas/area'
import { booking } from './areas/booking'
import { bookByCarer, care, endACare } from './areas/care'
import { door } from './areas/door'
import { groups } from './areas/groups'
import { partners } from './areas/partners'
import { socialWorkers } from './areas/social-workers'
import { volunteers } from './areas/volunteers'
import { always, type Control, controlSuite, crowd, type Fields, spoiling, withoutGuard } from './controls'

/**
 * Each invariant of groups, partners, volunteers and cares finds what it is for: with one guard broken on purpose the city reports it, by
 * the words of this invariant. That nothing is found while nothing is broken is checked by every run of the city.
 */

/** Counts everybody who has booked, whether they came or not. */
const everybodyCame: StoreWrapper = store => {
  const { bookings } = store
  const tally: typeof bookings.tally = ({ checkIn: _came, ...where }, ...rest) =>
    bookings.tally(where as Parameters<typeof bookings.tally>[0], ...rest)
  return { ...store, bookings: { ...bookings, tally } }
}

/** Certificates as if nobody had decided about them. */
const asked = (certificates: readonly Fields[]) => certificates.map(each => ({ ...each, state: 'asked' }))

/** Managers plan many shifts of one guide at once. */
const planners: Area = {
  name: 'planners',
  acts: [
    {
      does: 'open shifts at once',
      perDay: 6,
      hours: [6, 21],
      run: (city, { id: centreId, station, manager, staff }) => {
        const startsAt = city.simulation.now + 20 * HOUR
        const plan = { kind: 'station', subjectId: station, title: '值守', words: '', skill: 'any', places: 6 } as const
        for (let n = 0; n < 6; n++)
          city.phoneOf({ openid: manager }).press('office.saveShift', {
            ...{ centreId, revision: 0, ...plan, startsAt, endsAt: startsAt + HOUR },
            guideId: accountIdOf(staff[0] ?? ''),
          })
      },
    },
  ],
}

const joiners = crowd(2, (city, { id }, resident) => {
  const groupId = `${id}-group`
  city.phoneOf(resident).press(city.simulation.random.chance(0.5) ? 'group.join' : 'group.leave', { groupId })
})

/** Everybody has heard each code. */
const eavesdroppers = crowd(4, (city, _centre, resident) => {
  for (const { carers = {} } of city.simulation.all('accounts'))
    for (const [id, { accountId }] of Object.entries(carers))
      if (accountId === '') {
        const code = careCodeOf({ idSecret: TEST_ID_SECRET }, id)
        city.phoneOf(resident).press('care.accept', { code })
      }
})

/** Whoever has once cared for a child goes on, in both accounts. */
const named = new Map<string, Fields>()
const nobodyLeaves = spoiling('accounts', (where, change) => {
  const kept = (['carers', 'caring'] as const)
    .filter(field => field in change)
    .map(field => {
      const key = `${where._id} ${field}`
      const all = { ...named.get(key), ...(change[field] as Fields) }
      named.set(key, all)
      return [field, all]
    })
  return [where, { ...change, ...Object.fromEntries(kept) }]
})

/** What begins and ends a care oftener than people do. */
const homes: Area = {
  name: 'homes',
  acts: [
    { does: 'book by a care', perDay: 60, hours: [6, 23], run: bookByCarer },
    { does: 'end a care', perDay: 4, hours: [6, 23], run: endACare },
  ],
}

/** The review ends the agreement. */
const ending: Area = {
  name: 'ending',
  acts: [
    {
      does: 'end an agreement',
      perDay: 1,
      hours: [6, 12],
      run: (city, centre) => {
        const input = { centreId: centre.id, partnerId: `${centre.id}-partner`, goesOn: false, words: '不再续约' }
        city.managerOf(centre).press('office.reviewPartner', input)
      },
    },
  ],
}

const COUNTED = [booking, door]

const controls: Control[] = [
  {
    what: 'a guide is not guarded',
    finds: /too many volunteers/,
    areas: [volunteers, planners],
    wrapStore: withoutGuard('staff', 'guidingTurns'),
  },
  {
    what: 'what an officer decides is lost',
    finds: /checked by nobody/,
    areas: [socialWorkers],
    wrapStore: spoiling('socialworkers', (where, { certificates, ...change }) => [
      where,
      certificates === undefined ? change : { ...change, certificates: asked(certificates as Fields[]) },
    ]),
  },
  {
    what: 'two members of a group overwrite each other',
    finds: /was told else/,
    areas: [groups, joiners],
    wrapStore: withoutGuard('groups', 'revision'),
    isQuick: true,
  },
  {
    what: 'a code is used by two people',
    finds: /was used twice/,
    areas: [care, eavesdroppers],
    wrapStore: withoutGuard('accounts', 'revision'),
    isQuick: true,
  },
  {
    what: 'a care goes on after its end',
    finds: /after the end|there again/,
    areas: [care, homes],
    wrapStore: nobodyLeaves,
  },
  {
    what: 'activities are counted from bookings',
    finds: /counted in/,
    areas: [...COUNTED, groups],
    wrapStore: everybodyCame,
    isQuick: true,
  },
  {
    what: 'services are counted from bookings',
    finds: /services for/,
    areas: [...COUNTED, partners],
    wrapStore: everybodyCame,
  },
  {
    what: 'somebody of a partner runs other classes',
    finds: /was answered about/,
    areas: [partners],
    wrapStore: ({ partners: table, ...store }) => ({
      ...store,
      partners: {
        ...table,
        get: (async (id: string, fields: never) => {
          const found = (await table.get(id, fields)) as { offeringIds?: string[] } | null
          const of = id.replace(/-partner$/, '')
          return found?.offeringIds ? { ...found, offeringIds: [`${of}-study`, `${of}-lunch`] } : found
        }) as typeof table.get,
      },
    }),
  },
  {
    what: 'an agreement is never counted again',
    finds: /nobody will count/,
    areas: [partners],
    wrapStore: always('partners', 'dueAt', 0),
    isQuick: true,
  },
  {
    what: 'an agreement that was ended goes on',
    finds: /goes on, though/,
    areas: [partners, ending],
    wrapStore: spoiling('partners', (where, { endsAt, ...change }) => [
      where,
      'reviews' in change || endsAt === undefined ? change : { ...change, endsAt },
    ]),
  },
]

controlSuite(controls, { seeds: ['six', 'four', 'three', 'one', 'two', 'five'], centres: 1 })
