import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { WholeCloud } from '../../cloud/support/whole-cloud'
import { IS_SLOW, slowNetwork } from '../../latency'
import { browser } from './browser'
import { Traffic } from './traffic'

export const WEB_DIR = join(__dirname, '..', '..', '..', 'dist', 'h5')

/** What a step may take on a machine that is busy with other things; a limit is only there to end one that hangs. */
const PATIENCE_MS = 60_000

const network = slowNetwork()

/** A person's phone: its own storage, its own identity, and a list of everything that went wrong on it. */
export interface Phone {
  page: Page
  context: BrowserContext
  /**
   * Console errors, uncaught errors and requests to any other host than the local cloud. Answers of an overloaded host
   * (503, 504) are left out: they say nothing about the app.
   */
  complaints: string[]
  open: (path: string) => Promise<void>
  /** Waits until the page has its content: no request under way, no skeleton, and all of it laid out. */
  settled: () => Promise<void>
  /** The visible one of the stacked pages. */
  seen: (selector: string) => Locator
  /** Text of the app. */
  text: () => Promise<string>
}

interface PhoneOptions {
  width?: number
  height?: number
  /**
   * Whether the app may fetch its other pages while the first one is shown, as it does for people. Only who goes offline
   * needs them; each opening of the app would otherwise load sixty files and take three times as long.
   */
  prefetches?: boolean
  /** Whether the browser may keep the build for the next visit, as it does for people. Others always get what was just built. */
  keepsBuild?: boolean
}

export async function openPhone(
  cloud: WholeCloud,
  openid: string,
  { width = 375, height = 780, prefetches = false, keepsBuild = false }: PhoneOptions = {},
): Promise<Phone> {
  const context = await (await browser()).newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    serviceWorkers: keepsBuild ? 'allow' : 'block',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (!prefetches) await context.addInitScript(leaveOutPrefetches)
  if (IS_SLOW) {
    await context.route('**/invoke/**', async route => {
      await network.there(route.request().postDataJSON())
      // The page may have gone on meanwhile, to another address or for good.
      await route.continue().catch(() => undefined)
    })
  }
  const page = await context.newPage()
  const traffic = new Traffic(page)
  const complaints: string[] = []
  let visits = 0
  page.on('console', message => {
    if (message.type() === 'error' && !isOverload(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(cloud.url) && !/^(data|blob):/.test(url)) complaints.push(`outside: ${url}`)
  })
  return {
    page,
    context,
    complaints,
    // A change of the hash alone would not restart the app, as opening a link does; another site in between, such as a blank
    // page, would take a process of its own.
    open: async path => {
      await page.goto(`${cloud.url}/app/index.html?as=${openid}&visit=${visits++}#${path}`)
    },
    async settled() {
      do {
        await page.waitForFunction(hasContent)
        await traffic.quiet()
      } while (!(await page.evaluate(hasContent)))
    },
    seen: selector => page.locator(`${selector} >> visible=true`),
    text: async () => (await page.locator('#app').textContent()) ?? '',
  }
}

/** In the page: links that ask for a prefetch are not added to it. */
function leaveOutPrefetches(): void {
  const { appendChild } = Node.prototype
  Node.prototype.appendChild = function append<T extends Node>(this: Node, node: T): T {
    return node instanceof HTMLLinkElement && node.rel === 'prefetch' ? node : (appendChild.call(this, node) as T)
  }
}

/** The host's answers TOO_BUSY and FUNCTION_TIME_LIMIT, as the browser complains of them. */
function isOverload(text: string): boolean {
  return /responded with a status of 50[34]\b/.test(text)
}

/** In the page, after all is drawn: whether the page in front says something, and no skeleton stands for what is coming. */
async function hasContent(): Promise<boolean> {
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const skeletons = Array.from(document.querySelectorAll('#app [aria-label="正在加载"]'))
  const isSeen = (element: Element) => element.getClientRects().length > 0
  // The gallery shows a skeleton on purpose, for as long as it is open.
  const isLoading = !location.hash.includes('/gallery/') && skeletons.some(isSeen)
  return /[\u4e00-\u9fff]{2}/.test(document.querySelector('#app')?.textContent ?? '') && !isLoading
}
