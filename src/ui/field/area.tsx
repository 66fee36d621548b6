import { Textarea } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'

export interface AreaProps {
  id: string
  className: string
  /** What is read out. */
  label: string
  value: string
  /** Most UTF-16 units. */
  maxLength: number
  placeholder: string
  /** Room between the text and the keyboard, px. */
  cursorSpacing: number
  /** Whether it stands in a sheet, which does not scroll with the page. */
  fixed: boolean
  onInput: (text: string) => void
}

/** Some lines of text, without a label and a problem. */
export function Area({ className, label, maxLength, onInput, ...area }: AreaProps) {
  return (
    <Textarea
      {...area}
      className={cx(className)}
      maxlength={maxLength}
      onInput={event => onInput(String(event.detail.value))}
      {...a11y({ label })}
    />
  )
}
