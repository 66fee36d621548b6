/** WeChat wants this component to exist; the bar itself is part of every tab's screen. */
export default function CustomTabBar() {
  return null
}
