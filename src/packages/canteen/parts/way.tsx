import { seatCounter } from '@domain/canteen/sitting'
import type { SittingView } from '@domain/contracts/meals'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { Section } from '@/ui/section'
import { ModeCards } from './mode-cards'
import styles from './page.module.scss'
import type { OrderState } from './use-order'

/** How the meal reaches the eater, and when or where. */
export function Way({ order, sitting }: { order: OrderState; sitting: SittingView }) {
  const { mode, seating, to } = order.choice
  return (
    <Section title="怎么吃">
      <View className={cx(styles.stack)}>
        <ModeCards modes={sitting.modes} chosen={mode} onChoose={id => order.wish({ mode: id })} />
        {mode === 'dine-in' && (
          <View className={cx(styles.wrap)}>
            {sitting.seatings.map(({ id, at }) => (
              <Chip
                key={id}
                id={`seating-${id}`}
                on={id === seating?.id}
                off={(sitting.left[seatCounter(id)] ?? 0) <= 0}
                onTap={() => order.wish({ seatingId: id })}
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
                      onTap={() => order.wish({ to: { ...to, building } })}
                    >
                      {building}
                    </Chip>
                  ))}
              </View>
            </Field>
            <TextField
              id="canteen-door"
              label="门牌"
              placeholder="2 单元 301"
              maxLength={20}
              value={to.door ?? ''}
              onChange={door => order.wish({ to: { ...to, door } })}
            />
            <TextField
              id="canteen-phone"
              label="送到时打哪个电话"
              kind="digits"
              maxLength={20}
              value={to.phone ?? ''}
              onChange={phone => order.wish({ to: { ...to, phone } })}
            />
          </>
        )}
      </View>
    </Section>
  )
}
