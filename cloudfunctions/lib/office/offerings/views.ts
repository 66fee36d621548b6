import type { OfferingEdit } from '@domain/contracts/office-offerings'
import { isSpace } from '@domain/offerings/kinds'
import { type OfferingPlan, PRESETS } from '@domain/office/offering-form'
import { sayRules } from '@domain/office/say-rules'
import { MINUTE } from '@domain/time'
import type { OfferingDocument, SessionDocument } from '../../kernel/store/documents'

/** What a plan takes from a session, for offerings that were stored before there was an editor. */
export const PLAN_FIELDS = [
  'offeringId',
  'room',
  'startsAt',
  'endsAt',
  'capacity',
  'reserve',
  'reserveTaken',
  'rules',
  'layout',
  'series',
] as const
export type PlanSource = Pick<SessionDocument, (typeof PLAN_FIELDS)[number]>

/** Length of a session that nobody has said anything about, minutes. */
const USUAL_MINUTES = 90
const USUAL_CAPACITY = 20

/** What the sessions of an offering are like: as edited, else as its latest session was, else as the first preset says. */
export function planOf(offering: OfferingDocument, latest: PlanSource | undefined): OfferingPlan {
  if (offering.plan) return offering.plan
  if (latest) {
    const { room, startsAt, endsAt, capacity, reserve, reserveTaken = 0, rules, layout, series } = latest
    return {
      room,
      minutes: Math.round((endsAt - startsAt) / MINUTE),
      capacity,
      reserve: reserve + reserveTaken,
      rules,
      layout: layout ?? null,
      series: series?.mode ?? null,
    }
  }
  const preset = PRESETS.find(({ isForSpaces }) => isForSpaces === isSpace(offering.kind))
  if (!preset) throw new Error('there is no preset for this kind')
  const { rules, series } = preset
  return { room: '', minutes: USUAL_MINUTES, capacity: USUAL_CAPACITY, reserve: 0, rules, layout: null, series }
}

/** An offering as it is edited. */
export function offeringEdit(offering: OfferingDocument, latest: PlanSource | undefined): OfferingEdit {
  const { _id, kind, category, title, summary, bring, teacher, archived = false, revision = 0 } = offering
  const plan = planOf(offering, latest)
  const { changedByName = null, changedAt = null } = offering
  return {
    id: _id,
    kind,
    category,
    title,
    summary,
    bring,
    teacher,
    ...plan,
    archived,
    revision,
    changedAt,
    changedBy: changedByName,
    rulesText: sayRules(plan.rules, plan.series),
  }
}
