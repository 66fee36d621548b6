/** What WeChat's components understand of WAI-ARIA and Taro's templates leave out. Values are template defaults. */
const ARIA = {
  'aria-role': "''",
  'aria-label': "''",
  'aria-checked': "''",
  'aria-selected': "''",
  'aria-disabled': "''",
  'aria-hidden': "''",
}

/** Attributes added per component, the same for the templates and for the runtime that fills them. */
export const ARIA_COMPONENTS = { View: { ...ARIA }, Image: { ...ARIA }, Input: { ...ARIA } }
