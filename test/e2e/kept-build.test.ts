import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addWorker } from '../../config/build/kept-build'
import { yuxiWorld } from '../../worlds/demo'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

/** The build that a browser keeps: the app opens without the network, and never with parts of two releases. */
const ROOT = join(__dirname, '..', '..')
const HOME = '/pages/home/index'
let webDir: string
let cloud: WholeCloud
let phone: Phone

beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'app-'))
  cpSync(WEB_DIR, webDir, { recursive: true })
  cloud = await startWholeCloud({ webDir })
  await cloud.seed(yuxiWorld(cloudNow()).collections)
  phone = await openPhone(cloud, 'demo-parent', { keepsBuild: true })
  await phone.open(HOME)
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})
afterAll(async () => {
  await phone.context.close()
  await cloud.close()
  rmSync(webDir, { recursive: true, force: true })
})

const file = (name: string) => join(webDir, name)

/**
 * Publishes a release whose page says its number. `without`: scripts that it does not have; `lost`: scripts that are gone from the
 * server when it is fetched.
 */
async function release(number: number, { without = [] as string[], lost = [] as string[] } = {}): Promise<void> {
  for (const name of without) rmSync(file(`js/${name}`))
  const page = readFileSync(file('index.html'), 'utf8')
  writeFileSync(
    file('index.html'),
    page.replace(/<html lang="zh-CN"[^>]*>/, `<html lang="zh-CN" data-release="${number}">`),
  )
  rmSync(file('worker.js.br'), { force: true })
  await addWorker(ROOT, webDir)
  for (const name of lost) rmSync(file(`js/${name}`))
}

/** The release that the open page is of; empty: the first. */
const shown = () => phone.page.evaluate(() => document.documentElement.dataset.release ?? '')
const cacheNames = () => phone.page.evaluate(() => caches.keys())

/** Waits until the browser has looked for a newer release, and has taken or refused it. */
async function looked(): Promise<void> {
  await phone.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update().catch(() => undefined)
    await new Promise<void>(resolve => {
      const check = () => {
        const { installing, waiting, active } = registration
        if (!installing && !waiting && active?.state === 'activated') return resolve()
        const next = installing ?? waiting ?? active
        next?.addEventListener('statechange', check, { once: true })
      }
      check()
    })
  })
}

test('the app opens without the network, and what the cloud answered is in no cache', async () => {
  await phone.context.setOffline(true)
  await phone.open(HOME)
  await phone.seen('#home-centre').waitFor()
  await phone.seen('#tab-me').click()
  await phone.seen('#me').waitFor()
  await phone.context.setOffline(false)
  const addresses = await phone.page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()))
    return requests.flat().map(request => new URL(request.url).pathname)
  })
  const files = readdirSync(webDir, { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.(?:html|js|css)$/.test(name),
  )
  expect(addresses.sort()).toEqual(
    files
      .filter(name => name !== 'worker.js')
      .map(name => `/app/${name}`)
      .sort(),
  )
})

test('a new release is taken while the old one is shown, which keeps its parts, and is there at the next visit', async () => {
  await phone.open(HOME)
  const named = readFileSync(file('index.html'), 'utf8')
  await release(2, { without: readdirSync(file('js')).filter(name => !named.includes(name.replace(/\.br$/, ''))) })
  await looked()
  // The new release has none of the scripts of other pages; the page that is open needs one.
  await phone.seen('#tab-me').click()
  await phone.seen('#me').waitFor()
  expect(await shown()).toBe('')
  await phone.open(HOME)
  await phone.seen('#home-centre').waitFor()
  expect(await shown()).toBe('2')
  expect(await cacheNames()).toHaveLength(2)
})

test('a release that is not whole is not taken', async () => {
  writeFileSync(file('js/added.00000003.js'), '')
  await phone.open(HOME)
  await release(3, { lost: ['added.00000003.js'] })
  await looked()
  await phone.open(HOME)
  expect(await shown()).toBe('2')
  await phone.seen('#home-centre').waitFor()
})

test('where a release without the worker follows, the device forgets what it kept', async () => {
  rmSync(file('worker.js'))
  await phone.open(HOME)
  await phone.page.waitForFunction(() => navigator.serviceWorker.controller === null)
  await phone.seen('#home-centre').waitFor()
  expect(await shown()).toBe('3')
  expect(await cacheNames()).toEqual([])
})
