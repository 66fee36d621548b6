/** Parts of a page by which readers in a browser jump. WeChat has no such roles. */
const LANDMARKS = ['banner', 'main', 'navigation', 'region', 'group'] as const

/** What screen readers are told about an element. */
export interface A11y {
  role?:
    | (typeof LANDMARKS)[number]
    | 'button'
    | 'heading'
    | 'alert'
    | 'status'
    | 'dialog'
    | 'checkbox'
    | 'radio'
    | 'tab'
    | 'tablist'
    | 'img'
  label?: string | undefined
  /** Of a heading: 1 for the title of the screen; 2, the default, for a part of it; 3 for a part of that. */
  level?: 1 | 2 | 3
  checked?: boolean | undefined
  selected?: boolean | undefined
  /** Of a way to one of several pages: whether that page is shown. */
  current?: boolean | undefined
  hidden?: boolean | undefined
  /** It scrolls and has nothing in it that the keyboard reaches: the arrow keys can scroll it. Its role is `region`. */
  scrolls?: boolean
}

const BROWSER = process.env.TARO_ENV === 'h5'

/**
 * The attributes for the target, as text: WeChat calls the role `aria-role`, knows neither landmarks nor levels, and its
 * templates drop a bare `false`.
 */
export function a11y({
  role,
  label,
  level = 2,
  checked,
  selected,
  current,
  hidden,
  scrolls,
}: A11y): Record<string, string> {
  const attributes: Record<string, string> = {}
  if (!BROWSER && LANDMARKS.some(landmark => landmark === role)) return attributes
  if (role) attributes[BROWSER ? 'role' : 'aria-role'] = role
  if (BROWSER && role === 'heading') attributes['aria-level'] = String(level)
  // Whoever reads the page moves within an open dialog only; the focus can be moved into it.
  if (BROWSER && role === 'dialog') Object.assign(attributes, { 'aria-modal': 'true', tabIndex: '-1' })
  if (label) attributes['aria-label'] = label
  if (checked !== undefined) attributes['aria-checked'] = String(checked)
  if (selected !== undefined) attributes['aria-selected'] = String(selected)
  if (BROWSER && current) attributes['aria-current'] = 'page'
  if (BROWSER && scrolls) attributes.tabIndex = '0'
  if (hidden) attributes['aria-hidden'] = 'true'
  return attributes
}
