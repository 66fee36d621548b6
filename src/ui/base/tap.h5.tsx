import { cx } from '../cx'
import { a11y } from './a11y'
import type { TapProps } from './tap'

export type { TapProps } from './tap'

/** Anything that can be tapped: a real button, so that keyboards and screen readers know it. */
export function Tap({ id, className, onTap, disabled, children, ...about }: TapProps) {
  return (
    <button
      type="button"
      id={id}
      className={cx('nf-tap', className)}
      onClick={() => onTap?.()}
      {...a11y(about)}
      {...(disabled ? { 'aria-disabled': true } : {})}
    >
      {children}
    </button>
  )
}
