import type { Layout } from '@domain/offerings/layout'
import {
  cellOf,
  firstPlan,
  MARK_LABELS,
  MARKS,
  movedBy,
  PLAN_COLUMNS,
  PLAN_ROWS,
  type Placed,
  planFor,
  resized,
  type SeatPlan,
  withMark,
} from '@domain/offerings/seat-plan'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, Field } from '@/ui/field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'
import own from './plan.module.scss'
import { PlanThing } from './plan-thing'
import { thingId, usePlacing } from './use-placing'

interface PlanFieldsProps {
  layout: Layout
  map: SeatPlan | null
  onChange: (map: SeatPlan | null) => void
  /** Renames a unit. */
  onUnit: (id: string) => void
}

const WAYS = [
  { id: 'left', label: '往左', x: -1, y: 0 },
  { id: 'up', label: '往前', x: 0, y: -1 },
  { id: 'down', label: '往后', x: 0, y: 1 },
  { id: 'right', label: '往右', x: 1, y: 0 },
] as const

/** The room as a plan: its seats and what they stand beside are dragged, moved with the arrows, or put where somebody taps. */
export function PlanFields({ layout, map, onChange, onUnit }: PlanFieldsProps) {
  const { units } = layout
  const plan = map && planFor(map, units)
  return (
    <>
      <Checkbox id="plan-on" checked={plan !== null} onChange={on => onChange(on ? firstPlan(units) : null)}>
        画座位图：居民在图上选座
      </Checkbox>
      {plan && <Room layout={layout} plan={plan} onChange={onChange} onUnit={onUnit} />}
    </>
  )
}

function Room({ layout, plan, onChange, onUnit }: Omit<PlanFieldsProps, 'map'> & { plan: SeatPlan }) {
  const [chosen, setChosen] = useState<Placed | null>(null)
  const move = (thing: Placed, x: number, y: number) => onChange(movedBy(plan, thing, x, y))
  const { moved, touches } = usePlacing(plan, chosen, move)
  const shown = moved ?? plan
  const at = chosen && cellOf(plan, chosen)
  const size = (columns: number, rows: number) => {
    onChange(resized(plan, columns, rows))
    setChosen(null)
  }
  const isChosen = (thing: Placed) => chosen !== null && thingId(chosen) === thingId(thing)
  const labelOf = (thing: Placed) =>
    'seat' in thing
      ? (layout.units.find(({ id }) => id === thing.seat)?.label ?? '')
      : MARK_LABELS[plan.marks[thing.mark]?.kind ?? 'wall']
  const remove = ({ mark }: { mark: number }) => {
    onChange({ ...plan, marks: plan.marks.filter((_, n) => n !== mark) })
    setChosen(null)
  }
  const taken = new Set([...shown.seats, ...shown.marks].map(({ x, y }) => `${x} ${y}`))
  const free = Array.from({ length: shown.columns * shown.rows }, (_, n) => ({
    x: n % shown.columns,
    y: Math.floor(n / shown.columns),
  })).filter(({ x, y }) => !taken.has(`${x} ${y}`))
  const things: { thing: Placed; x: number; y: number }[] = [
    ...shown.seats.map(({ id, x, y }) => ({ thing: { seat: id }, x, y })),
    ...shown.marks.map(({ x, y }, mark) => ({ thing: { mark }, x, y })),
  ]
  return (
    <>
      <View className={cx(styles.fields)}>
        <NumberField
          id="plan-columns"
          label={`一排几格（${PLAN_COLUMNS.least} 到 ${PLAN_COLUMNS.most}）`}
          value={plan.columns}
          onChange={typed => typed !== null && within(typed, PLAN_COLUMNS) && size(typed, plan.rows)}
        />
        <NumberField
          id="plan-rows"
          label={`几排（最多 ${PLAN_ROWS.most}）`}
          value={plan.rows}
          onChange={typed => typed !== null && within(typed, PLAN_ROWS) && size(plan.columns, typed)}
        />
      </View>
      <View className={cx(styles.note)}>
        拖到位置上；或者先点一个，再点空格，或用箭头挪。挪座位不动任何人的预约，保存后马上生效。
      </View>
      <View id="plan-room" className={cx(own.scroll)}>
        <View className={cx(own.room)} style={{ gridTemplateColumns: `repeat(${shown.columns}, var(--cell))` }}>
          {things.map(({ thing, x, y }) => (
            <PlanThing
              key={thingId(thing)}
              thing={thing}
              label={labelOf(thing)}
              cell={{ x, y }}
              isKept={'seat' in thing && layout.units.some(({ id, reserve }) => id === thing.seat && reserve)}
              isChosen={isChosen(thing)}
              touches={isChosen(thing) ? touches : null}
              onTap={() => setChosen(isChosen(thing) ? null : thing)}
            />
          ))}
          {free.map(({ x, y }) => (
            <View key={`${x} ${y}`} className={cx(own.cell)} style={{ gridColumn: `${x + 1}`, gridRow: `${y + 1}` }}>
              {chosen && at ? (
                <Tap
                  id={`plan-at-${x}-${y}`}
                  className={cx(own.free, own.open)}
                  label={`放到第 ${y + 1} 排第 ${x + 1} 格`}
                  onTap={() => move(chosen, x - at.x, y - at.y)}
                />
              ) : (
                <View className={cx(own.free)} />
              )}
            </View>
          ))}
        </View>
      </View>
      {chosen && at && (
        <View id="plan-chosen" className={cx(own.bar)}>
          <View className={cx(styles.bold)}>{`${labelOf(chosen)}：第 ${at.y + 1} 排第 ${at.x + 1} 格`}</View>
          <View className={cx(styles.wrap)}>
            {WAYS.map(({ id, label, x, y }) => (
              <Button key={id} id={`plan-${id}`} look="soft" size="small" onTap={() => move(chosen, x, y)}>
                {label}
              </Button>
            ))}
            {'seat' in chosen ? (
              <Button id="plan-rename" look="soft" size="small" onTap={() => onUnit(chosen.seat)}>
                改名字
              </Button>
            ) : (
              <Button id="plan-remove" look="danger" size="small" onTap={() => remove(chosen)}>
                拿走
              </Button>
            )}
          </View>
        </View>
      )}
      <Field label="加个记号，方便找座">
        <View className={cx(styles.wrap)}>
          {MARKS.map(kind => (
            <Button
              key={kind}
              id={`plan-add-${kind}`}
              look="soft"
              size="small"
              icon="plus"
              onTap={() => {
                const next = withMark(plan, kind)
                if (next === plan) return
                onChange(next)
                setChosen({ mark: next.marks.length - 1 })
              }}
            >
              {MARK_LABELS[kind]}
            </Button>
          ))}
        </View>
      </Field>
    </>
  )
}

function within(value: number, { least, most }: { least: number; most: number }): boolean {
  return value >= least && value <= most
}
