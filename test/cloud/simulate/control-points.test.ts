import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import type { StoreWrapper } from '../in-process/world'
import type { Area } from './areas/area'
import { honours } from './areas/honours'
import { points } from './areas/points'
import { always, type Control, controlSuite, crowd, type Fields, spoiling, withoutGuard } from './controls'

/**
 * Each invariant of points and honours finds what it is for: with one guard broken on purpose the city reports it, by the words of
 * this invariant. That nothing is found while nothing is broken is checked by every run of the city.
 */

/** Everybody wants one of each good, on two phones. */
const redeemers = crowd(2, (city, { id }, resident) => {
  for (const good of ['salt', 'rice', 'salt'])
    city.phoneOf(resident).press('points.redeem', { goodId: `${id}-${good}` })
})

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

const POINTS = [points]

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
]

controlSuite(controls, { seeds: ['six', 'four', 'three', 'one', 'two', 'five'], centres: 1 })
