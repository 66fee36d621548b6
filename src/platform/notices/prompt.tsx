/** WeChat shows its own dialog over any screen. */
export function NoticesPrompt() {
  return null
}
