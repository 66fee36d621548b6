import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { ensureBrowser } from '../../../config/build/browser'
import { yuxiWorld } from '../../../worlds/demo'
import { cloudNow } from '../../cloud/support/clock'
import { startWholeCloud } from '../../cloud/support/whole-cloud'
import { inJest } from '../in-jest'
import { type Bench, type Figure, median } from '../report'

const DIST = join(__dirname, '..', '..', '..', 'dist')
const KB = 1024
const RUNS = 3

/** A poor phone on a poor network: a quarter of this processor, 400 ms there and back, 400 kbit/s. */
const SLOWER = 4
const NETWORK = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 }
/** Longest wait for a screen, ms. */
const PATIENCE_MS = 60_000

interface Visit {
  /** Until home has its content, and until it has the cloud's answer, ms. */
  content: number
  fresh: number
  /** Cumulative layout shift. */
  shift: number
  /** Calls to the cloud that had begun when the content was there. */
  calls: number
}

/** What a person with a poor phone waits for: home at the first visit and at a later one, and what pages send to the view. */
export const phone: Bench = async () => {
  const cloud = await startWholeCloud({ webDir: join(DIST, 'h5') })
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    await cloud.seed(yuxiWorld(cloudNow()).collections)
    const url = `${cloud.url}/app/index.html?as=demo-parent`
    const first: Visit[] = []
    const later: Visit[] = []
    for (let run = 0; run < RUNS; run++) {
      const context = await newPhone(browser)
      first.push(await visit(context, url, keptBuild))
      later.push(await visit(context, url))
      await context.close()
    }
    const worst = (visits: Visit[], of: keyof Visit) => Math.max(...visits.map(each => each[of]))
    const seconds = (visits: Visit[], of: 'content' | 'fresh') => median(visits.map(each => each[of])) / 1000
    return [
      { what: 'first visit to home, content (median)', value: seconds(first, 'content'), unit: 's', max: 5 },
      { what: 'first visit, calls to the cloud before the content', value: worst(first, 'calls'), unit: '', max: 1 },
      { what: 'first visit, layout shift', value: worst(first, 'shift'), unit: '', max: 0.05 },
      { what: 'later visit, content from the device (median)', value: seconds(later, 'content'), unit: 's', max: 1 },
      { what: 'later visit, fresh (median)', value: seconds(later, 'fresh'), unit: 's', max: 3 },
      { what: 'later visit, layout shift', value: worst(later, 'shift'), unit: '', max: 0.05 },
      ...sentToView(),
    ]
  } finally {
    await browser.close()
    await cloud.close()
  }
}

function newPhone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 375, height: 780 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
}

async function visit(context: BrowserContext, url: string, end?: (page: Page) => Promise<unknown>): Promise<Visit> {
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.emulateNetworkConditions', NETWORK)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(noteShifts)
  let calls = 0
  page.on('request', request => {
    if (request.method() === 'POST') calls++
  })
  const answered = page.waitForResponse(response => (response.request().postData() ?? '').includes('home.get'), {
    timeout: PATIENCE_MS,
  })
  const started = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForSelector('#home-centre', { state: 'visible', timeout: PATIENCE_MS })
  const seen: Visit = { content: performance.now() - started, fresh: 0, shift: 0, calls }
  await (await answered).finished()
  await page.evaluate(nextFrame)
  seen.fresh = performance.now() - started
  seen.shift = await settledShift(page)
  await end?.(page)
  await page.close()
  return seen
}

/** A person stays on the first visit until the browser has kept the build. */
function keptBuild(page: Page): Promise<unknown> {
  return page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
}

/** In the page, before its scripts: sums how far what is shown moves by itself. */
function noteShifts(): void {
  const world = window as unknown as { shifted: number }
  world.shifted = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
      if (!entry.hadRecentInput) world.shifted += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** In the page: after what was changed is drawn. */
function nextFrame(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}

async function settledShift(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS })
  return page.evaluate(() => (window as unknown as { shifted: number }).shifted)
}

/** What each page of the artefact sends to WeChat's view while it opens, the largest five, and the bound for all. */
function sentToView(): Figure[] {
  const sent = Object.entries(inJest('pages').get('set-data.json') ?? {})
  return sent
    .map(([page, [bytes = 0]]) => ({ what: `sent to the view by ${page}`, value: bytes / KB, unit: 'KB', max: 64 }))
    .sort((a, b) => b.value - a.value)
}
