import { join } from 'node:path'
import type { AppCloud } from './cloud'
import { attributeOf, byId, byText, fire, hasAttribute, idsOf, isSelectable, isWithin, touch } from './elements'
import { DIST, Pages } from './pages'
import { until } from './until'
import { createWechat, type Surroundings } from './wechat'

interface AppInstance {
  onLaunch(options: object): void
  onShow(options: object): void
}

/** The global names that WeChat provides to a mini-program. */
interface Globals {
  wx: object
  App: (app: AppInstance) => void
  Page: (page: Record<string, unknown>) => void
  Component: (definition: object) => void
  getApp: () => AppInstance | undefined
  getCurrentPages: () => unknown[]
}

/** What jsdom has and WeChat's JavaScript engine lacks: code that uses it fails here as on a phone. */
const NOT_IN_WECHAT = [
  'AbortController',
  'Blob',
  'FormData',
  'MutationObserver',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'WebSocket',
  'XMLHttpRequest',
  'crypto',
  'fetch',
  'localStorage',
  'sessionStorage',
  'structuredClone',
]

const world = globalThis as unknown as Globals
// Loaded once for all runs of the app: it caches the output of the official template compilers.
const simulator: ConstructorParameters<typeof Pages>[0] = require('miniprogram-simulate')

for (const name of NOT_IN_WECHAT) Reflect.deleteProperty(globalThis, name)

world.Page = page => {
  const methods = Object.fromEntries(Object.entries(page).filter(([, value]) => typeof value === 'function'))
  world.Component({ data: page.data ?? {}, methods })
}

/** Only one app can run at a time, as on a real phone in front of one person. */
let running: Pages | null = null

/** The text of an element; non-breaking spaces count as spaces. */
function asSeen({ textContent }: Element): string {
  return (textContent ?? '').replace(/\u00a0/g, ' ')
}

/** A phone with WeChat, used by one person. Its storage survives a restart of the app. */
export class Phone {
  readonly around: Surroundings

  constructor(
    private readonly cloud: AppCloud,
    openid: string,
  ) {
    this.around = {
      openid,
      online: true,
      answersLost: false,
      insteadOfCloud: null,
      wayBack: null,
      camera: null,
      unloadable: null,
      agrees: true,
      storage: new Map(),
      storageFull: false,
      pending: 0,
      networkListeners: new Set(),
      dieAtWrite: null,
      used: [],
      logged: [],
      oldLibrary: false,
      newVersion: null,
      prompt: null,
    }
  }

  /** Starts the app on a page, as from a link or an icon; an app that is running, on any phone, is closed. */
  launch(url = 'pages/home/index'): void {
    closeApp()
    jest.resetModules()
    this.around.networkListeners.clear()
    let app: AppInstance | undefined
    let pages: Pages | undefined
    world.wx = createWechat(this.around, this.cloud, () => pages as Pages)
    world.App = registered => {
      app = registered
    }
    world.getApp = () => app
    world.getCurrentPages = () => pages?.instances() ?? []
    require(join(DIST, 'app.js'))
    const options = { path: url, query: {}, scene: 1001 }
    app?.onLaunch(options)
    app?.onShow(options)
    pages = new Pages(simulator)
    running = pages
    pages.reLaunch(url)
  }

  /** Turns the network off or on, and notifies the app. */
  setOnline(online: boolean): void {
    this.around.online = online
    for (const tell of this.around.networkListeners) tell({ isConnected: online })
  }

  /** Path of the page in front. */
  get path(): string {
    return this.pages.top.path
  }

  /** The whole text of the page in front. */
  get text(): string {
    return asSeen(this.page.dom)
  }

  /** Waits until the page in front shows this text. */
  async sees(text: string): Promise<void> {
    await until(`「${text}」`, () => this.text.includes(text), this.describe)
  }

  /** Waits until the page in front no longer shows this text. */
  async seesNoMore(text: string): Promise<void> {
    await until(`no 「${text}」`, () => !this.text.includes(text), this.describe)
  }

  /** Waits for a page to be in front. */
  async arrives(path: string): Promise<void> {
    await until(path, () => this.path === path, this.describe)
  }

  /** Waits until the page in front has its content: no call under way and no skeleton. */
  async settles(): Promise<void> {
    const loading = () =>
      this.around.pending > 0 || hasAttribute(this.page, 'aria-label', '正在加载') || this.text === ''
    await until('the content', () => !loading(), this.describe)
  }

  /** Names of all classes on the page in front. */
  get styleClasses(): string[] {
    return Array.from(this.page.dom.querySelectorAll('*')).flatMap(element =>
      // The simulator puts the component's name before each.
      Array.from(element.classList, name => name.replace(/^.*?--/, '')),
    )
  }

  /** Waits for an element and returns its text. */
  async read(id: string): Promise<string> {
    return asSeen(await this.element(id))
  }

  /** Waits until an element has this text. */
  async reads(id: string, text: string): Promise<void> {
    const says = () => {
      const element = byId(this.page, id)
      return element !== undefined && asSeen(element).includes(text)
    }
    await until(`「${text}」 in #${id}`, says, this.describe)
  }

  has(id: string): boolean {
    return byId(this.page, id) !== undefined
  }

  /** Waits for an element and returns one of its attributes, such as `aria-label`. */
  async attribute(id: string, name: string): Promise<unknown> {
    return attributeOf(await this.element(id), name)
  }

  /** Waits for an element and taps it. */
  async tap(id: string): Promise<void> {
    fire(this.page, await this.element(id), 'tap')
  }

  /** Waits for an element and drags it with a finger, by so many px. */
  async drag(id: string, x: number, y: number): Promise<void> {
    const element = await this.element(id)
    touch(element, 'touchstart', 100, 100)
    touch(element, 'touchmove', 100 + x / 2, 100 + y / 2)
    touch(element, 'touchmove', 100 + x, 100 + y)
    touch(element, 'touchend', 100 + x, 100 + y)
  }

  /** Waits for an element and taps it twice in a row. */
  tapTwice(id: string): Promise<void> {
    return this.tapAtOnce([id, id])
  }

  /** Waits for elements and taps them without a pause. */
  async tapAtOnce(ids: string[]): Promise<void> {
    const elements = await Promise.all(ids.map(id => this.element(id)))
    const { page } = this
    for (const element of elements) fire(page, element, 'tap')
  }

  /** Waits for an element with exactly this text and taps it. */
  async tapText(text: string): Promise<void> {
    fire(this.page, await until(`「${text}」`, () => byText(this.page, text), this.describe), 'tap')
  }

  /** Waits for an input and fills it in. */
  async type(id: string, value: string): Promise<void> {
    const input = await this.element(id)
    fire(this.page, input, 'input', { value, cursor: value.length })
    // A person taps only after the typed text is shown.
    await until(`${value} in #${id}`, () => attributeOf(input, 'value') === value, this.describe)
  }

  /** Taps WeChat's own button of consent to the privacy policy. */
  async agreeToPrivacy(): Promise<void> {
    fire(this.page, await this.element('privacy-agree'), 'agreeprivacyauthorization')
  }

  /** Paths of the open pages, the one in front last. */
  get openPages(): string[] {
    return this.pages.paths
  }

  /** Uses the phone's own way back: an open page container takes it, else the page. */
  goBack(): void {
    const guard = byId(this.page, 'back-guard')
    if (guard) fire(this.page, guard, 'afterleave')
    else this.pages.navigateBack()
  }

  /** Whether an element stands in one of this kind with these attributes. */
  isWithin(id: string, tag: string, attributes: Record<string, unknown>): boolean {
    const element = byId(this.page, id)
    return element !== undefined && isWithin(element, tag, attributes)
  }

  /** Ids that begin so, in the order of the page. */
  idsWith(prefix: string): string[] {
    return idsOf(this.page).filter(id => id.startsWith(prefix))
  }

  /** Ids that begin so, of the elements that are checked. */
  idsOfOn(prefix: string): string[] {
    return idsOf(this.page).filter(id => {
      const element = id.startsWith(prefix) ? byId(this.page, id) : undefined
      return element !== undefined && attributeOf(element, 'aria-checked') === 'true'
    })
  }

  /** Whether the innermost element that says this lets people select its text. */
  selectable(text: string): boolean {
    return isSelectable(this.page, text)
  }

  /** Pulls the page down and lets go. */
  pullDown(): void {
    this.pages.top.instance.onPullDownRefresh()
  }

  /** What WeChat sends when the person forwards the page in front; undefined: its menu has no way to forward. */
  share(): { title: string; path: string; imageUrl: string } | undefined {
    return this.pages.top.instance.onShareAppMessage?.({ from: 'menu' })
  }

  /** Scrolls to the end of the page. */
  scrollDown(): void {
    this.pages.top.instance.onReachBottom()
  }

  /** Bytes that the pages of this run of the app have sent to WeChat's view. */
  get sentToView(): number {
    return this.pages.sentToView
  }

  private get pages(): Pages {
    if (!running) throw new Error('The app is not running')
    return running
  }

  private get page() {
    return this.pages.top.rendered
  }

  private element(id: string): Promise<Element> {
    return until(`#${id}`, () => byId(this.page, id), this.describe)
  }

  private readonly describe = () => `${this.path} says: ${this.text}`
}

/** Closes the app that is running, if any. */
export function closeApp(): void {
  running?.closeAll()
  running = null
}
