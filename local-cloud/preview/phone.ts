import { byId, make } from './dom'

const FRAME_WIDTH = 395
const FRAME_HEIGHT = 800
/** Space below the phone for the toolbar and margins, px. */
const BELOW = 24 + 14 + 52 + 24
const SMALLEST = 0.55

/** The part of the Navigation API used here, which not every browser has. */
interface FrameNavigation {
  canGoBack: boolean
  back(): void
}

let frame: HTMLIFrameElement | undefined
let handed = 0

/** Scales the phone to fit the window. */
function scaleToWindow(): void {
  const box = byId('phone-box')
  const width = document.documentElement.clientWidth - 32
  const scale = Math.min(1, Math.max(SMALLEST, (window.innerHeight - BELOW) / FRAME_HEIGHT), width / FRAME_WIDTH)
  byId('phone').style.transform = `scale(${scale})`
  box.style.width = `${FRAME_WIDTH * scale}px`
  box.style.height = `${FRAME_HEIGHT * scale}px`
}

const hashOf = (page: string) => `#/${page.replace(/^\//, '')}`

/**
 * Switches to another person, at their start page. Each person gets a frame with its own name, so that "back" does not
 * lead into the history of the previous person.
 */
export function switchPerson(openid: string, start: string): void {
  handed += 1
  const src = `/app/index.html?as=${encodeURIComponent(openid)}${hashOf(start)}`
  frame = make('iframe', { name: `phone-${handed}`, title: '手机里的暖锋驿家', src })
  byId('phone').replaceChildren(frame)
}

/** Opens a page in the phone, as a tap on a message does. */
export function openPage(page: string): void {
  if (frame?.contentWindow) frame.contentWindow.location.hash = hashOf(page)
}

/** Goes back within the phone; goes home when there is no history or the browser cannot tell. */
function goBack(home: string): void {
  const { navigation } = (frame?.contentWindow ?? {}) as { navigation?: FrameNavigation }
  if (navigation?.canGoBack) navigation.back()
  else openPage(home)
}

/** Wires the buttons below the phone; `home` answers the current person's first page. */
export function startPhone(home: () => string): void {
  byId('back').addEventListener('click', () => goBack(home()))
  byId('home').addEventListener('click', () => openPage(home()))
  byId('reload').addEventListener('click', () => frame?.contentWindow?.location.reload())
  const link = byId<HTMLAnchorElement>('open')
  link.addEventListener('click', () => {
    link.href = frame?.contentWindow?.location.href ?? link.href
  })
  window.addEventListener('resize', scaleToWindow)
  scaleToWindow()
}
