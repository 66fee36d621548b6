import type { Dish } from '@domain/canteen/menu'
import { lunchOn, sittingOn } from '@domain/canteen/menu-plan'
import { MINUTE } from '@domain/time'
import { newSession } from '../catalogue/new-session'
import type { CanteenDocument, CentreDocument, SessionDocument } from '../kernel/store/documents'

/** Most meals of one order. */
const PARTY_MAX = 6
/** How long before the beginning meals are handed over, ms. */
const HANDED_OVER_BEFORE = 30 * MINUTE

/** The sitting of a canteen on a day, with this menu; null: it has no prices then. */
export function newSitting(
  canteen: CanteenDocument,
  { name, address }: Pick<CentreDocument, 'name' | 'address'>,
  { _id, date, dishes }: { _id: string; date: string; dishes: Dish[] },
): SessionDocument | null {
  const sitting = sittingOn(canteen, date, dishes)
  if (!sitting) return null
  const { _id: centreId, offeringId, title, room, capacity, closesBefore, spare = 0 } = canteen
  return newSession({
    _id,
    offeringId,
    centreId,
    centreName: name,
    address,
    kind: 'meal',
    category: 'canteen',
    title,
    room,
    teacher: '',
    ...lunchOn(canteen, date),
    capacity,
    reserve: spare,
    rules: {
      opensBefore: null,
      closesBefore,
      cancelBefore: closesBefore,
      maxActive: null,
      partyMax: PARTY_MAX,
      offerFor: 30 * MINUTE,
      checkInBefore: HANDED_OVER_BEFORE,
      audience: { ageMin: null, ageMax: null, accompanied: 'no' },
    },
    sitting,
  })
}
