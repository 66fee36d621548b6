import type { StationAnswer } from '@domain/contracts/stations'
import { distanceMetres } from '@domain/places/geo'
import { decideSit, sortByAvailability } from '@domain/stations/decide'
import { decideSitAgain, HOLD, recentSits, type Sit } from '@domain/stations/limits'
import { stationState } from '@domain/stations/state'
import { stationProofOf, visitIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { OpenVisit, SitterDocument } from '../kernel/store/documents'
import { gt, near, neq } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { endVisitsAt } from './end'
import { confirmSeat, finishMove, freeSeat, readStation, type StationWithVisit, takeBackSeat, takeSeat } from './seats'
import { locationOf, stationView } from './views'
import { currentVisit } from './visit'

/** Each failed attempt means that another phone of the same person, or the timer, changed something. */
const MAX_ATTEMPTS = 20

/** Stations considered as an alternative. */
const MAX_ALTERNATIVES = 10

/**
 * Takes a seat. The station document decides who gets the seat; then the sitter document decides which seat is the
 * person's, and the previous one is released. A call that dies in between leaves a seat that the reconciler frees. Without
 * the proof of the code at the door the seat is kept for a short time only; with it, a kept seat becomes a visit.
 * Throws STATION_NOT_FOUND, STATION_CLOSED, STATION_FULL, SEAT_LIMIT, BUSY.
 */
export const sit: Handler<'station.sit'> = async (context, { stationId, proof }) => {
  const { store, accountId, now } = context
  const visitId = visitIdOf(context)
  const isThere = proof === stationProofOf(context, stationId)
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const [station, sitter, over] = await Promise.all([
      readStation(store, stationId, accountId, visitId),
      store.sitters.get(accountId),
      store.visits.get(visitId, ['from']),
    ])
    const here = requireFound(station, 'STATION_NOT_FOUND')
    // A late replay of a visit that is over takes no seat.
    if (over || here.event) return answer(context, here, sitter)
    if (sitter?.former) await finishMove(store, sitter, now)
    else if (here.visit && here.visit.until <= now) await endOwnVisit(context, here, here.visit)
    else {
      const visit = here.visit
        ? await stillTaken(context, here, here.visit, sitter)
        : await claim(context, here, { visitId, held: !isThere, sits: sitter?.sits ?? [] })
      if (!visit) return CONFLICT
      if (visit.held && isThere) {
        // Their own seat is there, so only a closed station refuses them: the call that has closed it may not have freed the seat yet.
        enforce(decideSit(now, { ...here, free: 1 }))
        if (!(await confirmSeat(store, here, { accountId, visit, now }))) return CONFLICT
      }
      const [current, fresh] = await Promise.all([
        assignSeat(context, sitter, here, visit),
        readStation(store, stationId, accountId),
      ])
      if (current) return answer(context, requireFound(fresh, 'STATION_NOT_FOUND'), current)
    }
    return CONFLICT
  })
}

/** Claims a seat here; null when the caller should try again. */
async function claim(
  context: PersonContext,
  here: StationWithVisit,
  { visitId, held, sits }: { visitId: string; held: boolean; sits: readonly Sit[] },
): Promise<OpenVisit | null> {
  const { store, accountId, now } = context
  enforce(decideSitAgain(now, sits, held))
  const refusal = decideSit(now, here)
  if (refusal?.code === 'STATION_FULL') {
    // An expired visit may still be counted until the next tick.
    if (here.endsAt > now) throw new AppError('STATION_FULL', { nearest: await nearestAlternative(context, here) })
    await endVisitsAt(context, here._id)
    return null
  }
  enforce(refusal)
  return takeSeat(store, here, { accountId, visitId, now, held })
}

/**
 * Handles a seat found here that the sitter document does not name. Both were read concurrently, so the person may have
 * moved in between and released it. Null when the caller should try again.
 */
async function stillTaken(
  { store, accountId }: PersonContext,
  here: StationWithVisit,
  visit: OpenVisit,
  sitter: SitterDocument | null,
): Promise<OpenVisit | null> {
  if (sitter?.visitId === visit.visitId) return visit
  const again = await readStation(store, here._id, accountId)
  return again?.visit?.visitId === visit.visitId ? visit : null
}

/** Makes a seat the person's own and releases the previous one; null when another call of the person was faster. */
async function assignSeat(
  { store, accountId, now }: PersonContext,
  sitter: SitterDocument | null,
  here: StationWithVisit,
  { visitId, from, ...visit }: OpenVisit,
): Promise<SitterDocument | null> {
  if (sitter?.visitId === visitId) return sitter
  const held = visit.held ?? false
  const sits = recentSits(sitter?.sits ?? [], now)
  const refusal = decideSitAgain(now, sits, held)
  if (refusal) {
    // Another call of the person was faster and used up what was left.
    await takeBackSeat(store, { stationId: here._id, accountId, visitId, now })
    enforce(refusal)
  }
  // After an erasure there is no previous seat.
  const former = sitter?.visitId ? { visitId: sitter.visitId, stationId: sitter.stationId, from: sitter.from } : null
  const current: SitterDocument = {
    _id: accountId,
    visitId,
    stationId: here._id,
    stationName: here.name,
    from,
    until: from + here.stay + HOLD,
    sits: [...sits, { at: now, held }],
    former,
    movedAt: former ? now : 0,
    revision: (sitter?.revision ?? 0) + 1,
  }
  const { _id, ...change } = current
  const won = sitter
    ? (await store.sitters.update({ _id, revision: sitter.revision }, change)) === 1
    : await store.sitters.insert(current)
  if (!won) return null
  await finishMove(store, current, now)
  return current
}

async function endOwnVisit({ store, accountId, now }: PersonContext, here: StationWithVisit, visit: OpenVisit) {
  const { until } = visit
  await freeSeat(store, { stationId: here._id, accountId, visit, how: 'timed-out', until, ifUntil: until, now })
}

async function answer(
  context: PersonContext,
  here: StationWithVisit,
  sitter: SitterDocument | null,
): Promise<StationAnswer> {
  return { now: context.now, station: stationView(here), visit: await currentVisit(context, sitter) }
}

/** The nearest other station that is open and has a free seat; null when there is none. */
async function nearestAlternative({ store, now }: PersonContext, here: StationWithVisit) {
  const at = locationOf(here)
  const rows = await store.stations.find({
    where: { location: near(at.longitude, at.latitude), free: gt(0), _id: neq(here._id) },
    limit: MAX_ALTERNATIVES,
    fields: ['name', 'location', 'free', 'hours', 'closure'],
  })
  const [best] = sortByAvailability(rows, now)
  if (!best || !stationState(best, now).open) return null
  const distance = Math.round(distanceMetres(at, locationOf(best)))
  return { id: best._id, name: best.name, distance, free: best.free }
}
