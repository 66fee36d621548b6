import type { HealthDay } from '@domain/contracts/stations'
import { FAR_FUTURE, stationState } from '@domain/stations/state'
import { DAY, HOUR, localDate, MINUTE, startOfLocalDay, weekday } from '@domain/time'
import type { CentreDocument, StationDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { STATION_PLANS, type StationPlan } from './station-plans'

/** Health checks are announced this many days ahead. */
const ANNOUNCED = 35

/** The stations as they are stored, in the city's own order. */
export function stations(centres: CentreDocument[], now: number): StationDocument[] {
  const centre = new Map(centres.map(one => [one._id, one]))
  return STATION_PLANS.flatMap((plan, index) => {
    const owner = centre.get(plan.centreId)
    return owner ? [stationDocument(plan, owner, index + 1, now)] : []
  })
}

function stationDocument(plan: StationPlan, centre: CentreDocument, order: number, now: number): StationDocument {
  const { id, name, address, coordinates, week, wayIn, drawing, facilities, capacity, seenAgo, stay = 2 } = plan
  const hours = { week, closures: [] }
  const closure = plan.shut
    ? { id: `${id}-shut`, from: startOfLocalDay(now), until: startOfLocalDay(now, plan.shut.days), ...plan.shut }
    : null
  const state = stationState({ hours, closure }, now)
  const counted = state.open ? plan.here : 0
  const leave = state.open && counted > 0 ? state.closesAt : FAR_FUTURE
  return {
    _id: id,
    centreId: centre._id,
    centreName: centre.name,
    name,
    county: centre.county,
    address,
    phone: centre.phone,
    location: { type: 'Point', coordinates },
    hours,
    wayIn,
    drawing,
    facilities,
    healthDays: plan.health ? healthDays(plan.health, now) : [],
    stay: stay * HOUR,
    order,
    capacity,
    free: capacity - counted,
    visits: {},
    counted,
    countedUntil: leave,
    endsAt: leave,
    arrivals: 0,
    closure: closure && { id: closure.id, from: closure.from, until: closure.until, reason: closure.reason },
    events: {},
    eventsAt: 0,
    seenAt: now - seenAgo * MINUTE,
  }
}

function healthDays({ weekday: day, note }: { weekday: number; note: string }, now: number): HealthDay[] {
  return Array.from({ length: ANNOUNCED }, (_, ahead) => startOfLocalDay(now) + ahead * DAY)
    .filter(midnight => weekday(midnight) === day)
    .map(midnight => ({ date: localDate(midnight), opens: 9 * 60, closes: 11 * 60 + 30, note }))
}
