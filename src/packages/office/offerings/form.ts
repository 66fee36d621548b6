import type { RouteInput } from '@domain/contracts'
import type { OfferingEdit } from '@domain/contracts/office-offerings'
import { type Category, CLASS_CATEGORIES, isSpace, SPACE_CATEGORIES, type SpaceKind } from '@domain/offerings/kinds'
import type { Layout } from '@domain/offerings/layout'
import type { SeatPlan } from '@domain/offerings/seat-plan'
import { PRESETS, type Preset } from '@domain/office/offering-form'
import type { SeriesMode } from '@domain/series/series'
import { HOUR } from '@domain/time'

/** What an offering is saved with, apart from where and since when. */
export type OfferingForm = Omit<
  RouteInput<'office.saveOffering'>,
  'centreId' | 'offeringId' | 'revision' | 'layout' | 'map' | 'series'
> & { layout: Layout | null; map: SeatPlan | null; series: SeriesMode | null }

/** A stored offering as a form. */
export function formOf(offering: OfferingEdit): OfferingForm {
  const { kind, category, title, summary, bring, teacher, room, minutes, capacity, reserve } = offering
  const { rules, layout, map = null, series, archived } = offering
  return {
    kind,
    category,
    title,
    summary,
    bring,
    teacherName: teacher.name,
    teacherIntro: teacher.intro,
    room,
    minutes,
    capacity,
    reserve,
    rules: { ...rules, graceMs: rules.graceMs ?? null, ballot: rules.ballot ?? null },
    layout,
    map,
    series,
    archived,
  }
}

/** The categories that can be chosen, classes first. */
export const CHOICES: readonly { id: Category; label: string }[] = [...CLASS_CATEGORIES, ...SPACE_CATEGORIES]

/** What a unit of each kind of space is called, and which preset fits it. */
const SPACES: Record<SpaceKind, { unit: string; preset: Preset['id'] }> = {
  seat: { unit: '号座', preset: 'seats' },
  room: { unit: '号房', preset: 'rooms' },
  berth: { unit: '号床', preset: 'berths' },
}

/** The label of the n-th unit of a kind, from 1: 12 号座. */
export function unitLabel(kind: SpaceKind, n: number): string {
  return `${n} ${SPACES[kind].unit}`
}

/** Changes how many units there are; those that stay keep what was written about them. */
export function withUnits(layout: Layout, kind: SpaceKind, count: number): Layout {
  const units = Array.from(
    { length: count },
    (_, n) => layout.units[n] ?? { id: `u${n + 1}`, label: unitLabel(kind, n + 1) },
  )
  return { ...layout, units }
}

function firstLayout(kind: SpaceKind): Layout {
  const grid: Layout = { units: [], choose: kind === 'seat', slot: HOUR, minSlots: 1, maxSlots: 4, gapSlots: 0 }
  return withUnits(grid, kind, kind === 'room' ? 1 : 8)
}

/** How long a class lasts, and a space is open on a day, unless somebody says otherwise; minutes. */
const CLASS_MINUTES = 90
const DAY_MINUTES = 720

/** A new offering of a category. */
export function newForm(category: Category): OfferingForm {
  const space = SPACE_CATEGORIES.find(({ id }) => id === category)
  const presetId = space ? SPACES[space.kind].preset : 'first-come'
  const preset = PRESETS.find(({ id }) => id === presetId) ?? PRESETS[0]
  if (!preset) throw new Error('there are no presets')
  return {
    kind: space?.kind ?? 'class',
    category,
    title: '',
    summary: '',
    bring: '',
    teacherName: '',
    teacherIntro: '',
    room: '',
    minutes: space ? DAY_MINUTES : CLASS_MINUTES,
    capacity: 20,
    reserve: 0,
    rules: preset.rules,
    layout: space ? firstLayout(space.kind) : null,
    map: null,
    series: preset.series,
    archived: false,
  }
}

/** The presets that fit the kind of a form. */
export function presetsOf({ kind }: OfferingForm): readonly Preset[] {
  return PRESETS.filter(({ isForSpaces }) => isForSpaces === isSpace(kind))
}

/** The preset whose rules the form has; null: its own. */
export function presetOf(form: OfferingForm): Preset['id'] | null {
  const plain = (rules: object) =>
    JSON.stringify(
      Object.entries(rules)
        .filter(([, value]) => value !== null)
        .sort(),
    )
  const same = (preset: Preset) =>
    preset.series === form.series &&
    plain({ ...preset.rules, audience: null }) === plain({ ...form.rules, audience: null })
  return presetsOf(form).find(same)?.id ?? null
}
