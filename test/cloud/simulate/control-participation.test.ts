import { HOUR } from '@domain/time'
import { accountIdOf, careCodeOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import { TEST_DEPTH } from '../../depth'
import type { StoreWrapper } from '../in-process/world'
import { TEST_ID_SECRET } from '../support/id-secret'
import type { Act, Area, City } from './areas/area'
import { booking } from './areas/booking'
import { bookByCarer, care, endACare } from './areas/care'
import { door } from './areas/door'
import { groups } from './areas/groups'
import { honours } from './areas/honours'
import { partners } from './areas/partners'
import { points } from './areas/points'
import { socialWorkers } from './areas/social-workers'
import { volunteers } from './areas/volunteers'
import type { CentrePlan, Resident } from './city/plan'
import { FAULTS } from './core/faults'
import { simulate } from './simulate'

/**
 * Each invariant of points, groups and partners finds what it is for: with one guard broken on purpose the city reports it, by
 * the words of this invariant. That nothing is found while nothing is broken is checked by every run of the city.
 */

type Fields = Record<string, unknown>
type Name =
  | 'accounts'
  | 'purses'
  | 'pointgoods'
  | 'pointrows'
  | 'pointissues'
  | 'pointsplits'
  | 'deeds'
  | 'honours'
  | 'redemptions'
  | 'groups'
  | 'partners'
  | 'socialworkers'
  | 'staff'

/** Changes the updates of a collection, or what is inserted into it, before they are written. */
function spoiling(
  name: Name,
  spoil: (where: Fields, change: Fields) => readonly [where: Fields, change: Fields],
  spoilNew: (document: Fields) => Fields = document => document,
): StoreWrapper {
  return (store: Store) => {
    const table = store[name] as unknown as {
      update: (where: Fields, change: Fields) => Promise<number>
      insert: (document: Fields) => Promise<boolean>
    }
    const spoilt = {
      ...table,
      update: (where: Fields, change: Fields) => table.update(...spoil(where, change)),
      insert: (document: Fields) => table.insert(spoilNew(document)),
    }
    return { ...store, [name]: spoilt } as unknown as Store
  }
}

/** Updates of a collection no longer ask for this field. */
const withoutGuard = (name: Name, field: string): StoreWrapper =>
  spoiling(name, ({ [field]: _guard, ...where }, change) => [where, change])

/** Updates of a collection store this value whenever they store the field at all. */
const always = (name: Name, field: string, value: unknown): StoreWrapper =>
  spoiling(name, (where, change) => [where, field in change ? { ...change, [field]: value } : change])

/** Counts everybody who has booked, whether they came or not. */
const everybodyCame: StoreWrapper = store => {
  const { bookings } = store
  const tally: typeof bookings.tally = ({ checkIn: _came, ...where }, ...rest) =>
    bookings.tally(where as Parameters<typeof bookings.tally>[0], ...rest)
  return { ...store, bookings: { ...bookings, tally } }
}

/** Everybody does the same at the same moment, so that guards of one document matter. */
function crowd(perDay: number, run: (city: City, centre: CentrePlan, resident: Resident) => void): Area {
  const act: Act = {
    does: 'all at once',
    perDay,
    hours: [6, 21],
    run: (city, centre) => {
      for (const resident of centre.residents) run(city, centre, resident)
    },
  }
  return { name: 'crowd', acts: [act] }
}

/** Everybody wants one of each good, on two phones. */
const redeemers = crowd(2, (city, { id }, resident) => {
  for (const good of ['salt', 'rice', 'salt'])
    city.phoneOf(resident).press('points.redeem', { goodId: `${id}-${good}` })
})

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

/** Everybody doubts what is listed, and who decides is for it, whatever it is. */
const believers: Area = {
  name: 'believers',
  acts: [
    {
      does: 'doubt and believe',
      perDay: 24,
      hours: [5, 23],
      run: (city, { id, residents, staff, manager }) => {
        const here = ({ centreId }: { centreId: string }) => centreId === id
        const judges = [...staff, manager, ...residents.slice(0, 4).map(({ openid }) => openid)]
        for (const { _id: deedId, state } of city.simulation.all('deeds').filter(here)) {
          if (state === 'listed')
            city.phoneOf(residents[6] ?? { openid: '' }).press('points.object', { deedId, reason: '没看到' })
          if (state === 'disputed')
            for (const openid of judges) city.phoneOf({ openid }).press('points.vote', { deedId, upheld: true })
        }
        for (const { _id: honourId, state, round } of city.simulation.all('honours').filter(here)) {
          if (state === 'listed')
            city.phoneOf(residents[10] ?? { openid: '' }).press('honours.object', { honourId, reason: '吵' })
          if (state === 'disputed')
            for (const openid of judges)
              city.phoneOf({ openid }).press('honours.vote', { honourId, round, isFor: true })
        }
      },
    },
  ],
}

/** Whatever is disputed looks as if its listing were over. */
const forgetsListing =
  (name: 'deeds' | 'honours'): StoreWrapper =>
  store => {
    const table = store[name] as unknown as { get: (...args: unknown[]) => Promise<Fields | null> }
    const get = async (...args: unknown[]) => {
      const found = await table.get(...args)
      return found?.state === 'disputed' ? { ...found, listedUntil: 0 } : found
    }
    return { ...store, [name]: { ...table, get } } as unknown as Store
  }

interface Control {
  what: string
  finds: RegExp
  areas: readonly Area[]
  wrapStore: StoreWrapper
  /** One of those that also run at the usual depth: one for each area, and the one of the last item. */
  isQuick?: true
}

const POINTS = [points]
const COUNTED = [booking, door]

const controls: Control[] = [
  {
    what: 'two changes of a purse overwrite each other',
    finds: /in the ledger|keeps points|lists /,
    areas: [points, redeemers],
    wrapStore: withoutGuard('purses', 'revision'),
  },
  {
    what: 'a month forgets what counts for its cap',
    finds: /count for 20/,
    areas: POINTS,
    wrapStore: always('purses', 'months', {}),
  },
  {
    what: 'the last item is given to all who want it',
    finds: /oversold/,
    areas: [points, redeemers],
    wrapStore: withoutGuard('pointgoods', 'left'),
    isQuick: true,
  },
  {
    what: 'what was given back is not in stock again',
    finds: /left and \d+ taken of/,
    areas: POINTS,
    wrapStore: spoiling('pointgoods', (where, { left, ...change }) => [
      where,
      left !== undefined && 'sweepAt' in change ? change : { ...change, ...(left === undefined ? {} : { left }) },
    ]),
  },
  {
    what: 'a reversal is larger than its original',
    finds: /is not the opposite/,
    areas: POINTS,
    wrapStore: spoiling(
      'pointrows',
      (where, change) => [where, change],
      row => (row.reverses === null ? row : { ...row, entries: { spendable: 99, kept: -99 } }),
    ),
  },
  {
    what: 'rows of the ledger are lost',
    finds: /in the ledger/,
    areas: POINTS,
    wrapStore: store => ({ ...store, pointrows: { ...store.pointrows, insert: async () => true } }),
    isQuick: true,
  },
  {
    what: 'nobody looks at a deed again',
    finds: /nobody will look/,
    areas: POINTS,
    wrapStore: always('deeds', 'dueAt', 0),
  },
  {
    what: 'a household reports a task again and again',
    finds: /a second time/,
    areas: POINTS,
    wrapStore: spoiling(
      'deeds',
      (where, change) => [where, change],
      deed => ({ ...deed, _id: `${deed._id}-${deed.requestId}` }),
    ),
  },
  {
    what: 'an objection that is not upheld ends the listing of a deed',
    finds: /released before its listing/,
    areas: [points, believers],
    wrapStore: forgetsListing('deeds'),
    isQuick: true,
  },
  {
    what: 'a quarter forgets what it has issued',
    finds: /: issued /,
    areas: POINTS,
    wrapStore: always('pointissues', 'issued', 0),
  },
  {
    what: 'points that leave a household never arrive',
    finds: /are nowhere/,
    areas: POINTS,
    wrapStore: always('pointsplits', 'lots', []),
  },
  {
    what: 'a revoked honour was never granted',
    finds: /was changed afterwards/,
    areas: [points, honours],
    wrapStore: spoiling('honours', (where, change) => [
      where,
      'endedAt' in change && change.endedAt !== null ? { ...change, grantedAt: null } : change,
    ]),
    isQuick: true,
  },
  {
    what: 'an objection that is not upheld grants an honour at once',
    finds: /granted before its listing/,
    areas: [points, honours, believers],
    wrapStore: forgetsListing('honours'),
  },
  {
    what: 'nobody looks at an honour again',
    finds: /nobody will look/,
    areas: [points, honours],
    wrapStore: always('honours', 'dueAt', 0),
  },
  {
    what: 'a household is nominated twice at once',
    finds: /: a second /,
    areas: [points, honours],
    wrapStore: spoiling(
      'honours',
      (where, change) => [where, change],
      honour => ({ ...honour, _id: `${honour._id}-${String(honour.requests).slice(-4)}` }),
    ),
  },
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

const DEEP = TEST_DEPTH === 'deep'

/** Chance decides whether a broken guard is needed. */
const SEEDS = ['one', 'two', 'three', 'four', 'five', 'six']

test.each(controls.filter(({ isQuick }) => DEEP || isQuick))('found when broken: $what', async control => {
  const { finds, areas, wrapStore } = control
  const found: string[] = []
  for (const seed of SEEDS) {
    const options = { seed, days: 2, centres: 1, faults: FAULTS, areas, wrapStore }
    found.push(...(await simulate(options)).violations)
    if (found.some(line => finds.test(line))) return
  }
  throw new Error(`not found, but ${found.join('\n')}`)
})
