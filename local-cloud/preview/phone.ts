import { byId } from './dom'

const FRAME_WIDTH = 395
const FRAME_HEIGHT = 800
/** Room below the phone for the toolbar and the page's margins. */
const BELOW = 24 + 14 + 52 + 24
const SMALLEST = 0.55

const frame = byId<HTMLIFrameElement>('frame')
let openid = ''

/** Shows the phone as large as the window lets it be seen whole. */
function scaleToWindow(): void {
  const box = byId('phone-box')
  const width = document.documentElement.clientWidth - 32
  const scale = Math.min(1, Math.max(SMALLEST, (window.innerHeight - BELOW) / FRAME_HEIGHT), width / FRAME_WIDTH)
  byId('phone').style.transform = `scale(${scale})`
  box.style.width = `${FRAME_WIDTH * scale}px`
  box.style.height = `${FRAME_HEIGHT * scale}px`
}

const address = (page: string) => `/app/index.html?as=${encodeURIComponent(openid)}#/${page.replace(/^\//, '')}`

function show(page: string): void {
  byId<HTMLAnchorElement>('open').href = address(page)
  // Replacing keeps the history of the preview page free of every page that the phone has shown.
  frame.contentWindow?.location.replace(address(page))
}

/** Hands the phone to somebody, at the page they would start with. */
export function handTo(who: string, start: string): void {
  openid = who
  show(start)
}

/** Opens a page in the phone, as a tap on a message does. */
export function openPage(page: string): void {
  show(page)
}

/** Wires the buttons below the phone; `home` answers the current person's first page. */
export function startPhone(home: () => string): void {
  byId('back').addEventListener('click', () => frame.contentWindow?.history.back())
  byId('home').addEventListener('click', () => show(home()))
  byId('reload').addEventListener('click', () => frame.contentWindow?.location.reload())
  window.addEventListener('resize', scaleToWindow)
  scaleToWindow()
}
