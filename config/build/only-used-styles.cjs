/**
 * A webpack loader for the styles of Taro's components in a browser: leaves out those of components that the app does not use.
 * They are loaded before the first screen.
 */
const UNUSED = /taro-(?:button|picker)|weui-(?!input)|weuiLoading|swiper/

/** The rules of a sheet, each with what its braces hold. */
const RULE = /[^{}]+\{(?:[^{}]|\{[^{}]*\})*\}/g

module.exports = source => {
  const rules = source.match(RULE) ?? []
  if (rules.join('') !== source.trim()) throw new Error('The styles of @tarojs/components-react are not as expected')
  return rules.filter(rule => !UNUSED.test(rule.slice(0, rule.indexOf('{')))).join('')
}
