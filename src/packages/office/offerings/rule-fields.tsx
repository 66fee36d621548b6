import { SERIES_MODES } from '@domain/series/series'
import { DAY, HOUR } from '@domain/time'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { Checkbox } from '@/ui/field'
import { ChoiceField } from '../fields/choice-field'
import { NumberField } from '../fields/number-field'
import { SpanField } from '../fields/span-field'
import styles from '../parts/office.module.scss'
import type { OfferingForm } from './form'

interface RuleFieldsProps {
  form: OfferingForm
  onChange: (change: Partial<OfferingForm>) => void
}

const SERIES_LABELS = { whole: '一次约整期', both: '整期、单场都行' }

/** Every rule of an offering. */
export function RuleFields({ form, onChange }: RuleFieldsProps) {
  const { rules, series, layout } = form
  const set = (change: Partial<OfferingForm['rules']>) => onChange({ rules: { ...rules, ...change } })
  const { audience, ballot } = rules
  return (
    <View className={cx(styles.fields)}>
      <SpanField
        id="rule-opens"
        label="提前多久开放预约"
        none="发布后就能约"
        value={rules.opensBefore}
        onChange={opensBefore => set({ opensBefore })}
      />
      <SpanField
        id="rule-closes"
        label="什么时候截止"
        signed
        value={rules.closesBefore}
        onChange={closesBefore => set({ closesBefore: closesBefore ?? 0 })}
      />
      <SpanField
        id="rule-cancel"
        label="最晚什么时候能取消"
        signed
        value={rules.cancelBefore}
        onChange={cancelBefore => set({ cancelBefore: cancelBefore ?? 0 })}
      />
      <SpanField
        id="rule-check-in"
        label="提前多久可以签到"
        value={rules.checkInBefore}
        onChange={checkInBefore => set({ checkInBefore: checkInBefore ?? 0 })}
      />
      <NumberField
        id="rule-party"
        label="一次最多几人一起"
        value={rules.partyMax}
        onChange={partyMax => set({ partyMax: Math.min(10, Math.max(1, partyMax ?? 1)) })}
      />
      <NumberField
        id="rule-active"
        label="每人同时最多约几场（不写就不限）"
        value={rules.maxActive}
        placeholder="不限"
        onChange={maxActive => set({ maxActive: maxActive === 0 ? null : maxActive })}
      />
      <SpanField
        id="rule-offer"
        label="名额空出来，给候补的人留多久"
        value={rules.offerFor}
        onChange={offerFor => set({ offerFor: offerFor ?? HOUR })}
      />
      <SpanField
        id="rule-grace"
        label="开始后多久没到，就放给别人"
        none="不放"
        value={rules.graceMs ?? null}
        onChange={graceMs => set({ graceMs: graceMs === 0 ? null : graceMs })}
      />
      <NumberField
        id="rule-age-min"
        label="最小几岁（不写就不限）"
        value={audience.ageMin}
        placeholder="不限"
        onChange={ageMin => set({ audience: { ...audience, ageMin } })}
      />
      <NumberField
        id="rule-age-max"
        label="最大几岁（不写就不限）"
        value={audience.ageMax}
        placeholder="不限"
        onChange={ageMax => set({ audience: { ...audience, ageMax } })}
      />
      <ChoiceField<'no' | 'together'>
        id="rule-accompanied"
        label="要不要大人陪着"
        value={audience.accompanied}
        choices={[
          { id: 'no', value: 'no', label: '自己来就行' },
          { id: 'together', value: 'together', label: '孩子和大人一起来' },
        ]}
        onChange={accompanied => set({ audience: { ...audience, accompanied } })}
      />
      {layout === null && (
        <>
          <ChoiceField
            id="rule-series"
            label="连着几场的怎么约"
            value={series}
            choices={[
              { id: 'none', value: null, label: '一场一场约' },
              ...SERIES_MODES.map(mode => ({ id: mode, value: mode, label: SERIES_LABELS[mode] })),
            ]}
            onChange={mode => onChange({ series: mode })}
          />
          <View className={cx(styles.stack)}>
            <Checkbox
              id="rule-ballot"
              checked={!!ballot}
              onChange={on => set({ ballot: on ? { drawBefore: 2 * DAY } : null })}
            >
              先登记，公开抽签
            </Checkbox>
            {ballot && (
              <SpanField
                id="rule-draw"
                label="开始前多久抽签"
                value={ballot.drawBefore}
                onChange={drawBefore => set({ ballot: { drawBefore: drawBefore ?? DAY } })}
              />
            )}
          </View>
        </>
      )}
    </View>
  )
}
