import { useEffect, useRef } from 'react'

/** Marks an element that can be dragged; it has an id, and its parent is one column wide. */
export const DRAGGED = 'nf-drag'

/** Marks an element that the arrows move by themselves: it stands alone in a plan, and is no row of a list. */
export const ARROWED = 'nf-arrows'

/** Whether things can be dragged here: WeChat gives a mini-program neither a mouse nor keys, and a finger scrolls. */
export const CAN_DRAG = process.env.TARO_ENV === 'h5'

/** How far a pointer moves before a press is a drag and no tap, px. */
const LEAST = 6

/** What is dragged, and how far: in columns, and in px downwards. */
export interface Drag {
  id: string
  columns: number
  down: number
}

interface Listener {
  /** While it is dragged; null: it is let go, or was given up. */
  onDrag: (drag: Drag | null) => void
  onDrop: (drag: Drag) => void
  /** Alt and an arrow on what is in focus, or the arrow alone on what is marked so: one step each. */
  onStep: (id: string, columns: number, rows: number) => void
}

const STEPS: Record<string, readonly [columns: number, rows: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function draggedAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(`.${DRAGGED}`) : null
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0)
}

/** Lets what is marked be dragged with a mouse or a pen, or moved by Alt and the arrows. In a browser only. */
export function useDrag(listener: Listener): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    if (!CAN_DRAG) return
    let held: { id: string; x: number; y: number; width: number; isDragged: boolean } | null = null
    const dragOf = ({ clientX, clientY }: PointerEvent): Drag | null =>
      held && { id: held.id, columns: Math.round((clientX - held.x) / held.width), down: clientY - held.y }
    const onDown = (event: PointerEvent) => {
      const element = event.pointerType !== 'touch' && event.button === 0 ? draggedAt(event.target) : null
      const width = element?.parentElement?.getBoundingClientRect().width ?? 0
      held =
        element && width > 0 ? { id: element.id, x: event.clientX, y: event.clientY, width, isDragged: false } : null
    }
    const onMove = (event: PointerEvent) => {
      if (!held) return
      held.isDragged ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) >= LEAST
      if (!held.isDragged) return
      event.preventDefault()
      latest.current.onDrag(dragOf(event))
    }
    const giveUp = () => {
      if (held?.isDragged) latest.current.onDrag(null)
      held = null
    }
    const onUp = (event: PointerEvent) => {
      const drag = held?.isDragged ? dragOf(event) : null
      giveUp()
      if (!drag) return
      swallowClick()
      latest.current.onDrop(drag)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && held?.isDragged) {
        event.stopPropagation()
        giveUp()
        return
      }
      const step = STEPS[event.key]
      const element = step && draggedAt(document.activeElement)
      if (!step || !element || !(event.altKey || element.classList.contains(ARROWED))) return
      event.preventDefault()
      event.stopPropagation()
      latest.current.onStep(element.id, ...step)
    }
    document.addEventListener('pointerdown', onDown)
    document.addEventListener('pointermove', onMove)
    document.addEventListener('pointerup', onUp)
    document.addEventListener('pointercancel', giveUp)
    document.addEventListener('keydown', onKey, { capture: true })
    return () => {
      document.removeEventListener('pointerdown', onDown)
      document.removeEventListener('pointermove', onMove)
      document.removeEventListener('pointerup', onUp)
      document.removeEventListener('pointercancel', giveUp)
      document.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [])
}

/** Puts the focus on an element, as far as there is one. */
export function focusOn(id: string): void {
  if (CAN_DRAG) document.getElementById(id)?.focus()
}
