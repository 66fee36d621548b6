/** What screen readers are told about an element. */
export interface A11y {
  role?: 'button' | 'heading' | 'alert' | 'status' | 'dialog' | 'checkbox' | 'radio' | 'tab' | 'tablist' | 'img'
  label?: string | undefined
  checked?: boolean | undefined
  selected?: boolean | undefined
  hidden?: boolean | undefined
}

/** The attributes for the target, as text: WeChat calls the role `aria-role`, and its templates drop a bare `false`. */
export function a11y({ role, label, checked, selected, hidden }: A11y): Record<string, string> {
  const attributes: Record<string, string> = {}
  if (role) attributes[process.env.TARO_ENV === 'weapp' ? 'aria-role' : 'role'] = role
  if (label) attributes['aria-label'] = label
  if (checked !== undefined) attributes['aria-checked'] = String(checked)
  if (selected !== undefined) attributes['aria-selected'] = String(selected)
  if (hidden) attributes['aria-hidden'] = 'true'
  return attributes
}
