import type { World } from '../../in-process/world'
import type { Act } from '../acts'
import type { Theme } from '../themes/theme'
import { predictOrder } from './canteen'
import { predictGuest } from './desk'
import { predictEntry } from './entry'
import { PaperList } from './paper-list'
import { predictSeries } from './series'
import { predictClosure, predictSpan } from './spaces'

/**
 * Predicts the answer to a call that runs alone, with a simple model: it reads only the list of bookings, like a clerk with a
 * list on paper, and neither ledgers nor the counts of sessions. Several codes: one of them is expected. Null: the model cannot
 * say.
 */
export async function predict(world: World, theme: Theme, act: Act): Promise<string[] | null> {
  const code = predictCode(await PaperList.of(world, theme), act)
  return typeof code === 'string' ? [code] : code
}

function predictCode(list: PaperList, act: Act): string | string[] | null {
  switch (act.does) {
    case 'book':
    case 'join':
    case 'register':
      return predictEntry(list, act)
    case 'book-span':
      return predictSpan(list, act)
    case 'book-series':
      return predictSeries(list, act)
    case 'walk-in':
    case 'book-for':
      return predictGuest(list, act)
    case 'close-spots':
      return predictClosure(list, act)
    case 'order':
      return predictOrder(list, act)
    default:
      return null
  }
}
