import { movedBy, type Placed, type SeatPlan } from '@domain/offerings/seat-plan'
import type { ITouchEvent, ViewProps } from '@tarojs/components'
import { useRef, useState } from 'react'
import { useDrag } from '@/platform/drag'
import { useTextSize } from '@/ui/text-size/store'

/** The size of a cell, px, as in the style sheet: a target of a finger and the gap around it. */
const CELL = { normal: 52, senior: 68 }

/** The id of the element of a thing in a plan. */
export function thingId(thing: Placed): string {
  return 'seat' in thing ? `place-${thing.seat}` : `mark-${thing.mark}`
}

/** The thing of an element; null: it is none. */
function thingOf(id: string): Placed | null {
  const [, what, name = ''] = /^(place|mark)-(\w+)$/.exec(id) ?? []
  if (!what) return null
  return what === 'place' ? { seat: name } : { mark: Number(name) }
}

/** What a finger on the chosen thing does. */
export type Touches = Required<Pick<ViewProps, 'onTouchStart' | 'onTouchMove' | 'onTouchEnd' | 'onTouchCancel'>>

interface Placing {
  /** The plan as it would be if the dragged thing were let go now; null: none is dragged. */
  moved: SeatPlan | null
  touches: Touches
}

/**
 * Moves the things of a plan: any of them with a mouse, a pen or the arrow keys, and the chosen one with a finger, also in WeChat. A
 * finger anywhere else scrolls, so a plan that is wider than the phone can be seen.
 */
export function usePlacing(
  plan: SeatPlan,
  chosen: Placed | null,
  onMove: (thing: Placed, x: number, y: number) => void,
): Placing {
  const size = useTextSize(state => (state.senior ? CELL.senior : CELL.normal))
  const [drag, setDrag] = useState<{ thing: Placed; x: number; y: number } | null>(null)
  const start = useRef<{ x: number; y: number } | null>(null)
  /** Where the finger is now: it may be lifted before the screen has followed it. */
  const under = useRef<typeof drag>(null)
  const rowsOf = (down: number) => Math.round(down / size)
  useDrag({
    onDrag: by => {
      const thing = by && thingOf(by.id)
      setDrag(thing ? { thing, x: by.columns, y: rowsOf(by.down) } : null)
    },
    onDrop: by => {
      const thing = thingOf(by.id)
      if (thing) onMove(thing, by.columns, rowsOf(by.down))
    },
    onStep: (id, columns, rows) => {
      const thing = thingOf(id)
      if (thing) onMove(thing, columns, rows)
    },
  })
  const touchAt = (event: object) => {
    const [finger] = (event as ITouchEvent).touches
    return finger ? { x: finger.clientX, y: finger.clientY } : null
  }
  const end = () => {
    start.current = null
    under.current = null
    setDrag(null)
  }
  const touches: Touches = {
    onTouchStart: event => {
      start.current = touchAt(event)
    },
    onTouchMove: event => {
      const [from, to] = [start.current, touchAt(event)]
      if (!from || !to || !chosen) return
      under.current = { thing: chosen, x: Math.round((to.x - from.x) / size), y: rowsOf(to.y - from.y) }
      setDrag(under.current)
    },
    onTouchEnd: () => {
      const { current } = under
      end()
      if (current) onMove(current.thing, current.x, current.y)
    },
    onTouchCancel: end,
  }
  return { moved: drag && movedBy(plan, drag.thing, drag.x, drag.y), touches }
}
