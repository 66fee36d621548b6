import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from '../cx'
import { type A11y, a11y } from './a11y'

export interface TapProps extends A11y {
  id?: string | undefined
  className?: string | undefined
  onTap?: (() => void) | undefined
  /** Looks disabled and is announced as such; `onTap`, when given, still runs and can say why. */
  disabled?: boolean | undefined
  children?: ReactNode
}

/** An element that can be tapped, without a style of its own. */
export function Tap({ id, className, onTap, disabled, children, ...about }: TapProps) {
  return (
    <View
      {...(id ? { id } : {})}
      className={cx('nf-tap', className)}
      hoverClass={disabled ? 'none' : 'nf-press'}
      hoverStartTime={20}
      hoverStayTime={70}
      onClick={() => onTap?.()}
      {...a11y({ role: 'button', ...about })}
      {...(disabled ? { 'aria-disabled': true } : {})}
    >
      {children}
    </View>
  )
}
