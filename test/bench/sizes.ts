import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ensureBrowser } from '../../config/build/browser'
import { startTestCloud } from '../cloud/support/cloud'
import { yuxiWorld } from '../worlds/yuxi'
import type { Bench } from './report'

const DIST = join(__dirname, '..', '..', 'dist')
const KB = 1024

function bytesUnder(dir: string, skip: string[] = []): number {
  let sum = 0
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (skip.includes(path)) continue
    sum += entry.isDirectory() ? bytesUnder(path, skip) : statSync(path).size
  }
  return sum
}

/** Sizes of the mini-program's packages as they are uploaded. */
export const packageSizes: Bench = async () => {
  const weapp = join(DIST, 'weapp')
  const { subPackages = [] } = JSON.parse(readFileSync(join(weapp, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[]
  }
  const roots = subPackages.map(({ root }) => join(weapp, root.replace(/\/$/, '')))
  return [
    { what: 'mini-program, main package', value: bytesUnder(weapp, roots) / KB, unit: 'KB', max: 700 },
    ...roots.map(root => ({
      what: `mini-program, sub-package ${root.slice(weapp.length + 1)}`,
      value: bytesUnder(root) / KB,
      unit: 'KB',
      max: 2048,
    })),
  ]
}

/** Script that a browser loads over the wire before the first screen stands. */
export const firstLoad: Bench = async () => {
  const cloud = await startTestCloud({ webDir: join(DIST, 'h5') })
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await cloud.seed(yuxiWorld(Date.now()).collections)
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
      { what: 'h5, script before the first screen, compressed', value: bytes / KB, unit: 'KB', max: 350 },
      { what: 'h5, script files before the first screen', value: files, unit: 'files' },
    ]
  } finally {
    await browser.close()
    await cloud.close()
  }
}
