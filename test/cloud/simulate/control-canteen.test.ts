import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import { TEST_DEPTH } from '../../depth'
import type { StoreWrapper } from '../in-process/world'
import type { Area } from './areas/area'
import { canteen } from './areas/canteen'
import { canteenGuests } from './areas/canteen-guests'
import { canteenOnline } from './areas/canteen-online'
import { FAULTS } from './core/faults'
import { simulate } from './simulate'

/**
 * Each invariant of orders that are paid online, made for others or for guests, and repeated finds what it is for: with one guard broken on
 * purpose the city reports it, by the words of this invariant.
 */

type Fields = Record<string, unknown>

/** Replaces some of the calls of one collection. */
function with_<Name extends keyof Store>(
  name: Name,
  spoil: (table: Store[Name] & Record<string, (...args: never[]) => Promise<unknown>>) => object,
): StoreWrapper {
  return store => ({ ...store, [name]: { ...(store[name] as object), ...spoil(store[name] as never) } }) as Store
}

const isOnline = (row: object) => (row as { way?: string }).way === 'online'

const controls: { what: string; finds: RegExp; wrapStore: StoreWrapper; isQuick?: true }[] = [
  {
    what: 'what was paid online is not written into the ledger',
    finds: /the ledger says/,
    wrapStore: with_('tillrows', ({ insert }) => ({
      insert: async (row: never) => (isOnline(row) ? true : insert(row)),
    })),
    isQuick: true,
  },
  {
    what: 'nothing is given back',
    finds: /was paid for \d/,
    wrapStore: with_('payments', ({ update }) => ({
      update: async (where: never, { refunds, ...change }: { refunds?: unknown[] }) =>
        update(where, { ...change, ...(refunds?.length ? { refunds: [] } : refunds ? { refunds } : {}) } as never),
    })),
  },
  {
    what: 'portions stay with somebody who does not pay',
    finds: /giving back what nobody pays for|is held and was not paid/,
    wrapStore: with_('bookings', ({ update }) => ({
      update: async (where: never, change: never) =>
        (change as Fields).cancelledBy === 'unpaid' ? 0 : update(where, change),
    })),
  },
  {
    what: 'a relation that has ended lets one order',
    finds: /after the relation had ended/,
    wrapStore: with_('relations', ({ get }) => ({
      get: async (id: never) => {
        const relation = (await get(id)) as Fields | null
        return relation && { ...relation, endedAt: null }
      },
    })),
  },
  {
    what: 'staff give away meals that nobody cooks',
    finds: /are cooked|more than the reserve/,
    wrapStore: with_('sessions', ({ get, update }) => ({
      get: async (id: never, fields: never) => {
        const session = (await get(id, fields)) as Fields | null
        return session?.frozenAt ? { ...session, reserve: 9 } : session
      },
      update: async ({ reserve: _any, ...where }: Fields, change: never) => update(where as never, change),
    })),
  },
  {
    what: 'a repeated order is made once and then forgotten',
    finds: /was not ordered at/,
    wrapStore: with_('repeatedorders', ({ update }) => ({
      update: async (where: never, change: never) =>
        Object.keys(change).some(name => name.startsWith('results.')) ? 1 : update(where, change),
    })),
  },
]

/** The same areas, with so many times the acts. */
const busier = (areas: readonly Area[], times: number) =>
  areas.map(area => ({ ...area, acts: area.acts.map(act => ({ ...act, perDay: act.perDay * times })) }))

const SEEDS = ['one', 'two', 'three', 'four', 'five', 'six']
const chosen = TEST_DEPTH === 'deep' ? controls : controls.filter(({ isQuick }) => isQuick)

test.each(chosen)('found when broken: $what', async ({ finds, wrapStore }) => {
  const options = {
    days: 2,
    centres: 1,
    faults: FAULTS,
    areas: [canteen, ...busier([canteenOnline], 4), canteenGuests],
    wrapStore,
  }
  for (const seed of SEEDS) {
    const { violations } = await simulate({ ...options, seed })
    if (violations.length === 0) continue
    expect(violations.join('\n')).toMatch(finds)
    return
  }
  throw new Error('not found')
})
