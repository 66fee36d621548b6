import type { CentrePlace, DeedView, ListedDeed, RedemptionView } from '@domain/contracts/points'
import { pointsOf } from '@domain/participation/award'
import { shownState } from '@domain/participation/deed-state'
import { shownRedemption } from '@domain/participation/redemption'
import type { DeedDocument, RedemptionDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'

/** A deed as its household sees it. */
export function deedView(deed: DeedDocument): DeedView {
  const { _id, task, date, hours, note, state, at, confirmed, points, listedUntil, objections, code, reclaimed } = deed
  return {
    id: _id,
    title: task.title,
    ...{ date, hours, note, at, points, listedUntil },
    state: shownState(state),
    confirmedAt: confirmed?.at ?? null,
    confirmedByStaff: (confirmed?.by ?? '') !== '',
    fullPoints: pointsOf(task, hours ?? 1, 1),
    objections: Object.values(objections).map(({ reason }) => reason),
    code: state === 'done' ? code : null,
    mutual: task.mutual,
    reclaimed: reclaimed ? { reason: reclaimed.reason, at: reclaimed.at } : null,
  }
}

/** A deed as everybody sees it in the listing. */
export function listedView(deed: DeedDocument, accountId: string): ListedDeed {
  const { _id, name, task, date, hours, note, points, listedUntil, state, accountId: owner } = deed
  return {
    ...{ id: _id, name, title: task.title, date, hours, note },
    points: points ?? 0,
    listedUntil: listedUntil ?? 0,
    isDisputed: state === 'disputed',
    isOwn: owner === accountId,
  }
}

/** A redemption as its household and the counter see it. */
export function redemptionView(redemption: RedemptionDocument): RedemptionView {
  const { _id, kind, title, points, code, state, at, until } = redemption
  return { id: _id, kind, title, points, code, state: shownRedemption(state), at, until }
}

/** Where something is fetched; null: the centre does not exist any more. */
export async function centrePlace(store: Store, centreId: string): Promise<CentrePlace | null> {
  const centre = await store.centres.get(centreId, ['name', 'address', 'location'])
  if (!centre) return null
  const [longitude = 0, latitude = 0] = centre.location.coordinates
  return { id: centreId, name: centre.name, address: centre.address, location: { longitude, latitude } }
}
