import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { packageSizes } from '../../config/artefact/packages'
import { ensureBrowser } from '../../config/build/browser'
import { yuxiWorld } from '../../worlds/demo'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Bench } from './report'

const DIST = join(__dirname, '..', '..', 'dist')
const KB = 1024

/** Sizes of the mini-program's packages as they are uploaded. */
export const packageBench: Bench = async () =>
  packageSizes(join(DIST, 'weapp')).map(({ name, bytes, limit }) => ({
    what: `mini-program, ${name}`,
    value: bytes / KB,
    unit: 'KB',
    max: limit / KB,
  }))

/** Size of the script that a browser downloads before the first screen. */
export const firstLoad: Bench = async () => {
  const cloud = await startWholeCloud({ webDir: join(DIST, 'h5') })
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    await cloud.seed(yuxiWorld(cloudNow()).collections)
    const page = await browser.newPage({ viewport: { width: 375, height: 780 } })
    let bytes = 0
    let files = 0
    page.on('requestfinished', async request => {
      if (request.resourceType() !== 'script') return
      files++
      bytes += (await request.sizes()).responseBodySize
    })
    await page.goto(`${cloud.url}/app/index.html?as=bench`, { waitUntil: 'networkidle' })
    return [
      { what: 'h5, script before the first screen, compressed', value: bytes / KB, unit: 'KB', max: 200 },
      { what: 'h5, script files before the first screen', value: files, unit: 'files' },
    ]
  } finally {
    await browser.close()
    await cloud.close()
  }
}
