import type { Address } from '@domain/canteen/order'
import { type Counters, type Mode, type Round, type Seating, seatCounter } from '@domain/canteen/sitting'
import { TYPED_NUMBER_LENGTH } from '@domain/contracts/limits'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import styles from './page.module.scss'

interface WhenAndWhereProps {
  /** How the meal reaches the eater; null: nothing is asked yet. */
  mode: Mode | null
  sitting: { seatings: readonly Seating[]; rounds: readonly Round[]; left: Counters }
  seating: Seating | null
  to: Partial<Address>
  /** Times with fewer seats than this are marked as full. */
  people: number
  onChange: (wish: { seatingId: string } | { to: Partial<Address> }) => void
}

/** When the meal is eaten here, or where it is delivered to. */
export function WhenAndWhere({ mode, sitting, seating, to, people, onChange }: WhenAndWhereProps) {
  const change = (part: Partial<Address>) => onChange({ to: { ...to, ...part } })
  return (
    <>
      {mode === 'dine-in' && (
        <View className={cx(styles.wrap)}>
          {sitting.seatings.map(({ id, at }) => (
            <Chip
              key={id}
              id={`seating-${id}`}
              on={id === seating?.id}
              off={(sitting.left[seatCounter(id)] ?? 0) < people}
              onTap={() => onChange({ seatingId: id })}
            >
              {localClock(at)}
            </Chip>
          ))}
        </View>
      )}
      {mode === 'delivery' && (
        <>
          <Field label="哪个小区">
            <View className={cx(styles.wrap)}>
              {sitting.rounds
                .flatMap(({ buildings }) => buildings)
                .map(building => (
                  <Chip
                    key={building}
                    id={`building-${building}`}
                    on={building === to.building}
                    onTap={() => change({ building })}
                  >
                    {building}
                  </Chip>
                ))}
            </View>
          </Field>
          <TextField
            id="meal-door"
            label="门牌"
            placeholder="2 单元 301"
            maxLength={20}
            value={to.door ?? ''}
            onChange={door => change({ door })}
          />
          <TextField
            id="meal-phone"
            label="送到时打哪个电话"
            kind="digits"
            maxLength={TYPED_NUMBER_LENGTH}
            value={to.phone ?? ''}
            onChange={phone => change({ phone })}
          />
        </>
      )}
    </>
  )
}
