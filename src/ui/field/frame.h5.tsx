import { a11y } from '../base/a11y'
import type { FrameProps } from './frame'

/**
 * The box around a label and its input, tied together for screen readers. Taro gives the label of a text area to the box
 * that it draws around it; a real label names what is inside, and a tap on it leads there.
 */
export function Frame({ className, label, holds, children }: FrameProps) {
  if (holds === 'text') {
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is among the children
    return <label className={className}>{children}</label>
  }
  return (
    <div className={className} {...a11y({ role: 'group', label })}>
      {children}
    </div>
  )
}
