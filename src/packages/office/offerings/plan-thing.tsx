import type { Cell, Placed } from '@domain/offerings/seat-plan'
import { View } from '@tarojs/components'
import { ARROWED, CAN_DRAG, DRAGGED } from '@/platform/drag'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import own from './plan.module.scss'
import { type Touches, thingId } from './use-placing'

interface PlanThingProps {
  thing: Placed
  label: string
  cell: Cell
  /** Only the desk gives it away. */
  isKept: boolean
  isChosen: boolean
  /** What a finger on it does; null: it scrolls, as elsewhere. */
  touches: Touches | null
  onTap: () => void
}

/** A seat or a mark in a plan. It is dragged by the element around it, which is one cell large. */
export function PlanThing({ thing, label, cell, isKept, isChosen, touches, onTap }: PlanThingProps) {
  const isSeat = 'seat' in thing
  return (
    <View
      className={cx(own.cell, isChosen && own.held)}
      style={{ gridColumn: `${cell.x + 1}`, gridRow: `${cell.y + 1}` }}
      {...(touches ? { ...touches, catchMove: true } : {})}
    >
      <Tap
        id={thingId(thing)}
        className={cx(
          own.thing,
          isSeat ? own.seat : own.mark,
          isKept && own.kept,
          isChosen && own.on,
          CAN_DRAG && DRAGGED,
          CAN_DRAG && ARROWED,
        )}
        label={`${label}，第 ${cell.y + 1} 排第 ${cell.x + 1} 格${isKept ? '，留给现场' : ''}`}
        selected={isChosen}
        onTap={onTap}
      >
        <View className={cx(own.name)}>{label.replace(/ 号[座房床位]+$/, '')}</View>
      </Tap>
    </View>
  )
}
