import { type BrowserServer, chromium } from 'playwright-core'
import { ensureBrowser } from '../../../config/build/browser'

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

let server: BrowserServer | null = null

/** Starts the one browser for all files of browser tests; each has contexts of its own, which share nothing. */
export async function startBrowser(): Promise<void> {
  server = await chromium.launchServer({ executablePath: await ensureBrowser(), args: ARGS })
  process.env.E2E_BROWSER = server.wsEndpoint()
}

export async function stopBrowser(): Promise<void> {
  await server?.close()
}
