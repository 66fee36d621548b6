import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { findBrowser } from '../../../config/build/browser'
import type { WholeCloud } from '../../cloud/support/whole-cloud'

export const WEB_DIR = join(__dirname, '..', '..', '..', 'dist', 'h5')

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No Chromium here; `npm test` installs one.')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
}

/** A person's phone: its own storage, its own identity, and a list of everything that went wrong on it. */
export interface Phone {
  page: Page
  context: BrowserContext
  /** Console errors, uncaught errors and requests to any other host than the local cloud. */
  complaints: string[]
  open: (path: string) => Promise<void>
  /** The visible one of the stacked pages. */
  seen: (selector: string) => Locator
  /** Text of the app. */
  text: () => Promise<string>
}

export async function openPhone(
  browser: Browser,
  cloud: WholeCloud,
  openid: string,
  { width = 375, height = 780 } = {},
): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
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
    // A change of the hash alone would not restart the app, as opening a link does.
    open: async path => {
      await page.goto('about:blank')
      await page.goto(`${cloud.url}/app/index.html?as=${openid}#${path}`)
    },
    seen: selector => page.locator(`${selector} >> visible=true`),
    text: async () => (await page.locator('#app').textContent()) ?? '',
  }
}
