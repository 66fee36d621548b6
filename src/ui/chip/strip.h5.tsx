import { useLayoutEffect, useRef } from 'react'
import { cx } from '../cx'
import styles from './chip.module.scss'
import type { ChipStripProps } from './strip'

/**
 * Chips in one line that scrolls sideways, up to the edges of the screen. Taro's own scroll view would scroll the whole
 * page to the chip as well.
 */
export function ChipStrip({ id, chosen, children }: ChipStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const kept = useRef(chosen)
  kept.current ??= chosen
  const first = kept.current
  useLayoutEffect(() => {
    const chip = first && strip.current?.querySelector(`#${CSS.escape(first)}`)
    if (!chip || !strip.current) return
    const [line, box] = [strip.current.getBoundingClientRect(), chip.getBoundingClientRect()]
    strip.current.scrollLeft += box.left - line.left - (line.width - box.width) / 2
  }, [first])
  return (
    <div id={id} ref={strip} className={cx(styles.strip)}>
      <div className={cx(styles.line)}>{children}</div>
    </div>
  )
}
