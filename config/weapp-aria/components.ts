/** The WAI-ARIA attributes that WeChat's components support and Taro's templates omit. Values are template defaults. */
const ARIA = {
  'aria-role': "''",
  'aria-label': "''",
  'aria-checked': "''",
  'aria-selected': "''",
  'aria-disabled': "''",
  'aria-hidden': "''",
}

/** Attributes to add per component, the same for the templates and for the runtime that fills them. */
export const ARIA_COMPONENTS = { View: { ...ARIA }, Image: { ...ARIA }, Input: { ...ARIA }, Textarea: { ...ARIA } }
