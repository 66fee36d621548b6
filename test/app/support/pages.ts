import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rendered } from './elements'

export const DIST = join(__dirname, '..', '..', '..', 'dist', 'weapp')
/** WeChat keeps at most this many pages open. */
const MAX_DEPTH = 10

interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
}

interface Simulator {
  load(path: string, tag: string, options: object): string
  render(id: string): Rendered
}

type Query = Record<string, string>

/** A page as WeChat's runtime sees it: what the built code registered by `Page()`. */
interface PageInstance {
  route: string
  options: Query
  onLoad(query: Query): void
  onReady(): void
  onShow(): void
  onHide(): void
  onUnload(): void
  onReachBottom(): void
  /** Sends data to the view. */
  setData(data: object, done?: () => void): void
  onPullDownRefresh(): void
  /** Absent on pages without a way to share. */
  onShareAppMessage?(options: object): { title: string; path: string; imageUrl: string }
}

interface OpenPage {
  path: string
  rendered: Rendered
  instance: PageInstance
}

const config: AppConfig = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8'))
const tabs = config.tabBar?.list.map(({ pagePath }) => pagePath) ?? []

/** Path of every page that the artefact declares. */
export const PAGES = [
  ...config.pages,
  ...(config.subPackages ?? []).flatMap(({ root, pages }) => pages.map(page => `${root.replace(/\/$/, '')}/${page}`)),
]

/** Splits an address as WeChat does: values are not decoded. */
function parse(url: string): { path: string; query: Query } {
  const [path = '', search = ''] = url.replace(/^\//, '').split('?')
  const pairs = search.split('&').filter(Boolean)
  return { path, query: Object.fromEntries(pairs.map(pair => pair.split('=') as [string, string])) }
}

/** The open pages of one run of the app: loads them from the artefact and moves between them by WeChat's rules. */
export class Pages {
  private stack: OpenPage[] = []
  private readonly kept = new Map<string, OpenPage>()
  private readonly components = new Map<string, string>()
  private readonly nested: string
  /** Bytes that pages have sent to the view. */
  sentToView = 0

  constructor(private readonly simulator: Simulator) {
    // Loaded once and shared by all pages: a module runs only once, and registers its component when it runs.
    this.nested = simulator.load(join(DIST, 'comp'), 'comp', { rootPath: DIST, compiler: 'official' })
  }

  /** The page in front. */
  get top(): OpenPage {
    const page = this.stack.at(-1)
    if (!page) throw new Error('No page is open')
    return page
  }

  get paths(): string[] {
    return this.stack.map(({ path }) => path)
  }

  instances(): PageInstance[] {
    return this.stack.map(({ instance }) => instance)
  }

  navigateTo(url: string): void {
    const { path } = parse(url)
    if (tabs.includes(path)) throw new Error(`navigateTo:fail can not navigateTo a tabbar page: ${path}`)
    if (this.stack.length >= MAX_DEPTH) throw new Error('navigateTo:fail webview count limit exceed')
    this.stack.at(-1)?.instance.onHide()
    this.push(url)
  }

  redirectTo(url: string): void {
    if (tabs.includes(parse(url).path)) throw new Error(`redirectTo:fail can not redirectTo a tabbar page: ${url}`)
    this.drop(1)
    this.push(url)
  }

  switchTab(url: string): void {
    const { path } = parse(url)
    if (!tabs.includes(path)) throw new Error(`switchTab:fail can not switch to no-tabBar page: ${path}`)
    this.drop(this.stack.filter(page => !tabs.includes(page.path)).length)
    const before = this.stack.pop()
    if (before) {
      before.instance.onHide()
      before.rendered.detach()
      this.kept.set(before.path, before)
    }
    const again = this.kept.get(path)
    if (!again) {
      this.push(url)
      return
    }
    this.kept.delete(path)
    again.rendered.attach(document.body)
    this.stack.push(again)
    again.instance.onShow()
  }

  reLaunch(url: string): void {
    this.closeAll()
    this.push(url)
  }

  navigateBack(delta = 1): void {
    const count = Math.min(delta, this.stack.length - 1)
    if (count < 1) throw new Error('navigateBack:fail cannot navigate back at first page')
    this.drop(count)
    this.top.instance.onShow()
  }

  closeAll(): void {
    this.drop(this.stack.length)
    this.stack = [...this.kept.values()]
    this.kept.clear()
    this.drop(this.stack.length)
  }

  private push(url: string): void {
    const { path, query } = parse(url)
    const rendered = this.simulator.render(this.componentOf(path))
    const instance = rendered.instance as PageInstance
    instance.route = path
    instance.options = query
    this.stack.push({ path, rendered, instance })
    rendered.attach(document.body)
    const send = instance.setData.bind(instance)
    instance.setData = (data, done) => {
      this.sentToView += Buffer.byteLength(JSON.stringify(data))
      send(data, done)
    }
    instance.onLoad(query)
    instance.onShow()
    instance.onReady()
  }

  private drop(count: number): void {
    for (const { instance, rendered } of this.stack.splice(this.stack.length - count).reverse()) {
      instance.onUnload()
      rendered.detach()
    }
  }

  private componentOf(path: string): string {
    if (!PAGES.includes(path)) throw new Error(`page "${path}" is not found`)
    const known = this.components.get(path)
    if (known) return known
    const options = { rootPath: DIST, compiler: 'official', usingComponents: { comp: this.nested } }
    const component = this.simulator.load(join(DIST, path), 'page', options)
    this.components.set(path, component)
    return component
  }
}
