/** WeChat requires this component; the tab bar itself is part of every tab's screen. */
export default function CustomTabBar() {
  return null
}
