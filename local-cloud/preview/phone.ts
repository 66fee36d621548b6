import { byId, make } from './dom'

const FRAME_WIDTH = 395
const FRAME_HEIGHT = 800
/** Room below the phone for the toolbar and the page's margins. */
const BELOW = 24 + 14 + 52 + 24
const SMALLEST = 0.55

/** The part of the Navigation API used here, which not every browser has. */
interface FrameNavigation {
  canGoBack: boolean
  back(): void
}

let frame: HTMLIFrameElement | undefined
let handed = 0

/** Shows the phone as large as the window lets it be seen whole. */
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
 * Hands the phone to somebody, at the page they would start with. Each of them gets a frame with a name of its own:
 * otherwise "back" would lead into the history of whoever held the phone before.
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

/** Goes back inside the phone only; where the browser cannot tell, or there is nothing before, it goes home. */
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
