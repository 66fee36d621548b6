import type { World } from '../../in-process/world'
import type { Act } from '../acts'
import type { Theme } from '../themes/theme'
import { foretellGuest } from './desk'
import { foretellEntry } from './entry'
import { List } from './list'
import { foretellSeries } from './series'
import { foretellClosure, foretellSpan } from './spaces'

/**
 * What a call that meets nobody else must be answered, said by a simple model: it looks at the list of bookings alone, as a
 * clerk with a list on paper would, and at neither ledgers nor what sessions count. Several codes: one of them. Null: the
 * model does not know.
 */
export async function foretell(world: World, theme: Theme, act: Act): Promise<string[] | null> {
  const code = foretoldBy(await List.of(world, theme), act)
  return typeof code === 'string' ? [code] : code
}

function foretoldBy(list: List, act: Act): string | string[] | null {
  switch (act.does) {
    case 'book':
    case 'join':
    case 'register':
      return foretellEntry(list, act)
    case 'book-span':
      return foretellSpan(list, act)
    case 'book-series':
      return foretellSeries(list, act)
    case 'walk-in':
    case 'book-for':
      return foretellGuest(list, act)
    case 'close-spots':
      return foretellClosure(list, act)
    default:
      return null
  }
}
