import type { SpaceDay } from '@domain/contracts/spaces'
import { spotsOf, type Unit } from '@domain/offerings/layout'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import styles from './seat-map.module.scss'
import type { SpaceBooking } from './use-space-booking'

type SeatState = 'chosen' | 'free' | 'taken' | 'mine' | 'closed' | 'kept'

const SAID: Record<SeatState, string> = {
  chosen: '已选',
  free: '空',
  taken: '有人',
  mine: '您的',
  closed: '不开放',
  kept: '留给现场',
}

function stateOf(
  unit: Unit,
  { layout, session, spots, closures }: SpaceDay,
  { span, free, unit: own }: SpaceBooking['choice'],
) {
  if (unit.reserve) return 'kept'
  if (own?.id === unit.id) return 'chosen'
  if (!span || free.some(({ id }) => id === unit.id)) return 'free'
  const holders = spotsOf(layout, session, unit.id, span).flatMap(key => spots[key] ?? [])
  if (holders.includes('mine')) return 'mine'
  return holders.some(holder => closures[holder]) ? 'closed' : 'taken'
}

/** The seats at the chosen time, by words, colour and shape: as they stand in the room, where its plan is drawn. */
export function SeatMap({ day, booking }: { day: SpaceDay; booking: SpaceBooking }) {
  const { layout, map } = day
  const seat = (unit: Unit, beside: string) => {
    const state: SeatState = stateOf(unit, day, booking.choice)
    const open = state === 'free' || state === 'chosen'
    return (
      <Tap
        key={unit.id}
        id={`seat-${unit.id}`}
        className={cx(styles.seat, styles[state])}
        role="radio"
        checked={state === 'chosen'}
        disabled={!open}
        {...(map ? { label: [unit.label, beside, SAID[state]].filter(Boolean).join('，') } : {})}
        onTap={open ? () => booking.chooseUnit(unit.id) : undefined}
      >
        <View className={cx(styles.number)}>{unit.label.replace(/ 号座$/, '')}</View>
        <View className={cx(styles.said)}>{SAID[state]}</View>
      </Tap>
    )
  }
  if (!map) return <View className={cx(styles.map)}>{layout.units.map(unit => seat(unit, ''))}</View>
  const at = ({ x, y }: { x: number; y: number }) => ({ gridColumn: `${x + 1}`, gridRow: `${y + 1}` })
  return (
    <View id="seat-plan" className={cx(styles.scroll)}>
      <View
        className={cx(styles.plan)}
        style={{ gridTemplateColumns: `repeat(${map.columns}, minmax(var(--cell), 1fr))` }}
      >
        {map.seats.map(({ id, beside, ...cell }) => {
          const unit = layout.units.find(one => one.id === id)
          return (
            unit && (
              <View key={id} style={at(cell)}>
                {seat(unit, beside)}
              </View>
            )
          )
        })}
        {map.marks.map(({ label, ...cell }) => (
          <View key={`${cell.x} ${cell.y}`} className={cx(styles.mark)} style={at(cell)}>
            {label}
          </View>
        ))}
      </View>
    </View>
  )
}
