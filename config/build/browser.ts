import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

/** The one without windows first: it takes half the time for the same pages. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of an installed Chromium: the one in CHROMIUM_PATH, one in a usual place, or one that Playwright installed. */
export function findBrowser(): string | null {
  const own = chromium.executablePath()
  return [process.env.CHROMIUM_PATH ?? '', ...USUAL_PLACES, own].find(path => path !== '' && existsSync(path)) ?? null
}

/** Path of a browser for the browser tests; installs one if needed: as root from the system's packages, else by Playwright. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser()
  if (found) return found
  const attempts =
    process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
      ? [installByApt, installByPlaywright]
      : [installByPlaywright]
  for (const attempt of attempts) {
    await attempt()
    const installed = findBrowser()
    if (installed) return installed
  }
  throw new Error('No Chromium was found and none could be installed. Install one, or name it in CHROMIUM_PATH.')
}

async function installByApt(): Promise<void> {
  process.stdout.write('Installing Chromium and a Chinese font …\n')
  await run('apt-get', ['update', '-qq'])
  await run('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell', 'fonts-noto-cjk'])
}

async function installByPlaywright(): Promise<void> {
  process.stdout.write('Installing Chromium …\n')
  await run(process.execPath, [require.resolve('playwright-core/cli'), 'install', 'chromium'])
}

/** Whether it went well is seen by what is there afterwards. */
function run(command: string, args: string[]): Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  return new Promise(resolve => {
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
}
