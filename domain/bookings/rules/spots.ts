import { type Refusal, refuse } from '../../errors'
import { spotsOf, type Unit } from '../../offerings/layout'
import type { SpaceFacts } from '../facts'

/** Units that can be booked in the app for the whole span and the gap after it. */
export function freeUnits(facts: SpaceFacts): Unit[] {
  return facts.layout.units.filter(unit => !unit.reserve && takenOf(facts, unit.id).length === 0)
}

/** Whether the requested unit, or any unit if none is named, is free for the whole span and the gap after it. */
export function checkSpots(facts: SpaceFacts): Refusal | null {
  const { layout, unitId, closures } = facts
  const free = freeUnits(facts)
  if (unitId === null) {
    if (layout.choose && layout.units.length > 1) return refuse('UNIT_NEEDED', null)
    return free.length > 0 ? null : whyNone(facts)
  }
  const unit = layout.units.find(({ id }) => id === unitId)
  if (!unit || unit.reserve) return refuse('UNIT_NOT_FOUND', null)
  const taken = takenOf(facts, unitId)
  if (taken.length === 0) return null
  const closure = taken.map(key => closures[facts.spots[key] ?? '']).find(found => found !== undefined)
  if (closure) return refuse('SPOT_CLOSED', { unit: unit.label, reason: closure.reason })
  return refuse('SPOT_TAKEN', { unit: unit.label, free: free.length })
}

function whyNone(facts: SpaceFacts): Refusal {
  const { layout, spots, closures } = facts
  const units = layout.units.filter(({ reserve }) => !reserve)
  const holders = units.map(({ id }) => takenOf(facts, id).map(key => closures[spots[key] ?? '']))
  const [first] = holders.flat()
  const allClosed = holders.every(of => of.some(closure => closure !== undefined))
  return allClosed && first
    ? refuse('SPOT_CLOSED', { unit: null, reason: first.reason })
    : refuse('SPOT_TAKEN', { unit: null, free: 0 })
}

function takenOf({ layout, hours, span, spots }: SpaceFacts, unitId: string): string[] {
  return spotsOf(layout, hours, unitId, span).filter(key => spots[key] !== undefined)
}
