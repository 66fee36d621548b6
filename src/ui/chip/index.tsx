import type { ReactNode } from 'react'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import styles from './chip.module.scss'

export { ChipStrip } from './strip'

interface ChipProps {
  id?: string | undefined
  on?: boolean
  /** `checkbox` where several may be on at once, `button` for one that opens something. */
  role?: 'radio' | 'checkbox' | 'button'
  /** Shown as unavailable, but can still be tapped. */
  off?: boolean
  onTap: () => void
  children: ReactNode
}

/** One choice among several. */
export function Chip({ id, on = false, role = 'radio', off = false, onTap, children }: ChipProps) {
  return (
    <Tap
      id={id}
      className={cx(styles.chip, on && styles.on, off && !on && styles.off)}
      role={role}
      checked={role === 'button' ? undefined : on}
      onTap={onTap}
    >
      {children}
    </Tap>
  )
}
