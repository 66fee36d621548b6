import { cx } from '../cx'
import { a11y } from './a11y'
import type { TapProps } from './tap'

export type { TapProps } from './tap'

/** An element that can be tapped: a real button, for keyboards and screen readers. */
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
