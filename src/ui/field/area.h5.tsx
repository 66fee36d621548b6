import { cx } from '../cx'
import type { AreaProps } from './area'

/** Some lines of text. In a browser a plain element: Taro has only a web component, and these are left out of the build. */
export function Area({ id, className, value, maxLength, placeholder, onInput }: AreaProps) {
  return (
    <div id={id} className={cx(className)}>
      <textarea
        className={cx('nf-area-text')}
        value={value}
        maxLength={maxLength}
        placeholder={placeholder}
        onChange={event => onInput(event.target.value)}
      />
    </div>
  )
}
