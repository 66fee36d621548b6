import Taro from '@tarojs/taro'

/** The font size set in the phone or browser, px; 16 when unknown. */
export function systemFontSize(): number {
  return process.env.TARO_ENV === 'h5'
    ? Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    : phoneFontSize()
}

// What is WeChat's alone stands in functions of its own: a browser's build leaves them out with all that they use.

function phoneFontSize(): number {
  // In newer WeChat versions it is here; Taro's types do not have it yet.
  const info = ask(() => Taro.getAppBaseInfo() as { fontSizeSetting?: number })
  return info?.fontSizeSetting ?? ask(Taro.getSystemInfoSync)?.fontSizeSetting ?? 16
}

/** The answer of an interface; null where the base library lacks it: `getWindowInfo` and its like came with 2.20.1. */
function ask<Answer>(get: () => Answer): Answer | null {
  try {
    return get() ?? null
  } catch {
    return null
  }
}

/** Whether flex boxes have no `gap`: web views of iOS before 14.5. */
export function lacksFlexGap(): boolean {
  return process.env.TARO_ENV === 'h5' ? false : isOldSystem()
}

function isOldSystem(): boolean {
  const { system = '' } = ask(Taro.getDeviceInfo) ?? ask(Taro.getSystemInfoSync) ?? {}
  const [, major = '', minor = '0'] = /^iOS (\d+)(?:\.(\d+))?/.exec(system) ?? []
  return major !== '' && Number(major) + Number(minor) / 10 < 14.5
}

/** The width of the window, px. */
export function windowWidth(): number {
  return process.env.TARO_ENV === 'h5' ? window.innerWidth : phoneWidth()
}

function phoneWidth(): number {
  return (ask(Taro.getWindowInfo) ?? ask(Taro.getSystemInfoSync))?.windowWidth ?? 0
}

export interface TopBar {
  /** Height of the status bar, px. */
  status: number
  /** Height of the bar below it, px. */
  bar: number
  /** Width that WeChat's capsule button takes at the right edge, px. */
  capsule: number
}

const PLAIN: TopBar = { status: 0, bar: 48, capsule: 0 }
let topBar: TopBar | undefined

function measure(): TopBar {
  const { statusBarHeight = 20, windowWidth = 0 } = ask(Taro.getWindowInfo) ?? ask(Taro.getSystemInfoSync) ?? {}
  const capsule = ask(Taro.getMenuButtonBoundingClientRect)
  if (!capsule?.height) return { ...PLAIN, status: statusBarHeight }
  return {
    status: statusBarHeight,
    bar: (capsule.top - statusBarHeight) * 2 + capsule.height,
    capsule: Math.max(0, windowWidth - capsule.left),
  }
}

/** The room for the navigation bar. */
export function topBarSpace(): TopBar {
  topBar ??= process.env.TARO_ENV === 'weapp' ? measure() : PLAIN
  return topBar
}
