import { MAX_UNITS } from '@domain/contracts/limits'
import type { SpaceKind } from '@domain/offerings/kinds'
import type { Layout, Unit } from '@domain/offerings/layout'
import type { SeatPlan } from '@domain/offerings/seat-plan'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, Field, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { NumberField } from '../fields/number-field'
import { SpanField } from '../fields/span-field'
import styles from '../parts/office.module.scss'
import { withUnits } from './form'
import own from './offerings.module.scss'
import { PlanFields } from './plan-fields'

interface LayoutFieldsProps {
  kind: SpaceKind
  layout: Layout
  /** Where the units stand; null: they are only listed. */
  map: SeatPlan | null
  onChange: (layout: Layout) => void
  onMap: (map: SeatPlan | null) => void
}

/** Longest label of a unit, characters. */
const LABEL_LENGTH = 12

/** The numbered parts of a space and its time grid. */
export function LayoutFields({ kind, layout, map, onChange, onMap }: LayoutFieldsProps) {
  const [chosen, setChosen] = useState<Unit | null>(null)
  const count = layout.units.length
  const change = (unit: Unit) => {
    onChange({ ...layout, units: layout.units.map(each => (each.id === unit.id ? unit : each)) })
    setChosen(null)
  }
  return (
    <>
      <View className={cx(styles.fields)}>
        <NumberField
          id="layout-count"
          label={`一共几个（最多 ${MAX_UNITS}）`}
          value={count}
          onChange={typed => onChange(withUnits(layout, kind, Math.min(MAX_UNITS, Math.max(1, typed ?? 1))))}
        />
        <SpanField
          id="layout-slot"
          label="一格多长"
          none="不分时段，约一整场"
          value={layout.slot}
          onChange={slot => onChange({ ...layout, slot: slot === 0 ? null : slot })}
        />
        {layout.slot !== null && (
          <>
            <NumberField
              id="layout-min"
              label="一次最少几格"
              value={layout.minSlots}
              onChange={minSlots => onChange({ ...layout, minSlots: Math.max(1, minSlots ?? 1) })}
            />
            <NumberField
              id="layout-max"
              label="一次最多几格"
              value={layout.maxSlots}
              onChange={maxSlots => onChange({ ...layout, maxSlots: Math.max(1, maxSlots ?? 1) })}
            />
            <NumberField
              id="layout-gap"
              label="用完后空几格打扫"
              value={layout.gapSlots}
              onChange={gapSlots => onChange({ ...layout, gapSlots: gapSlots ?? 0 })}
            />
          </>
        )}
        <Checkbox id="layout-choose" checked={layout.choose} onChange={choose => onChange({ ...layout, choose })}>
          让大家自己选座
        </Checkbox>
      </View>
      {layout.choose && (
        <PlanFields
          layout={layout}
          map={map}
          onChange={onMap}
          onUnit={id => setChosen(layout.units.find(unit => unit.id === id) ?? null)}
        />
      )}
      <Field label="点一个，改名字或留给现场">
        <View className={cx(own.units)}>
          {layout.units.map(unit => (
            <Tap
              key={unit.id}
              id={`unit-${unit.id}`}
              className={cx(own.unit, unit.reserve && own.kept)}
              onTap={() => setChosen(unit)}
            >
              <View>{unit.label}</View>
              {unit.reserve && <View className={cx(styles.note)}>留给现场</View>}
            </Tap>
          ))}
        </View>
      </Field>
      {chosen && <UnitSheet unit={chosen} onClose={() => setChosen(null)} onDone={change} />}
    </>
  )
}

function UnitSheet({ unit, onClose, onDone }: { unit: Unit; onClose: () => void; onDone: (unit: Unit) => void }) {
  const [label, setLabel] = useState(unit.label)
  const [reserve, setReserve] = useState(unit.reserve === true)
  return (
    <Sheet id="unit-sheet" title={unit.label} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField id="unit-label" label="叫什么" value={label} maxLength={LABEL_LENGTH} onChange={setLabel} />
        <Checkbox id="unit-reserve" checked={reserve} onChange={setReserve}>
          留给现场，小程序里约不到
        </Checkbox>
        <Button
          id="unit-yes"
          disabled={label.trim() === ''}
          onTap={() => onDone({ id: unit.id, label, ...(reserve ? { reserve } : {}) })}
        >
          好
        </Button>
      </View>
    </Sheet>
  )
}
