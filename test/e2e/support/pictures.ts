import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Phone } from './phone'

/** Where `npm run pictures` wants the pictures; undefined in tests. */
export const PICTURES = process.env.PICTURES

const WIDTHS = [375, 320, 1024] as const
const SCHEMES = ['light', 'dark'] as const
/** Height of a window, px, and the most that a picture shows. */
const HEIGHT = 780
const TALLEST = 2400

/** Takes pictures of the open page at each width, by day and by night, as `<mode>-<scheme>-<width>-<name>.jpg`. */
export async function takePictures(
  { page, settled }: Phone,
  folder: string,
  mode: string,
  name: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT })
    await settled()
    const height = Math.min(TALLEST, Math.max(HEIGHT, await page.evaluate(heightOf)))
    await page.setViewportSize({ width, height })
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme })
      const path = join(folder, fileName(mode, colorScheme, width, name))
      await page.screenshot({ path, type: 'jpeg', quality: 70 })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Writes a page that shows all pictures of a screen in one row. */
export function writeIndex(folder: string, names: readonly string[]): void {
  const kinds = ['normal', 'senior'].flatMap(mode =>
    SCHEMES.flatMap(scheme => WIDTHS.map(width => [mode, scheme, width] as const)),
  )
  const rows = names.map(name => {
    const pictures = kinds.map(([mode, scheme, width]) => {
      const file = fileName(mode, scheme, width, name)
      return `<figure><img src="${file}" height="420" alt=""><figcaption>${mode} ${scheme} ${width}</figcaption></figure>`
    })
    return `<h2>${name}</h2><div style="display:flex;gap:8px;overflow-x:auto">${pictures.join('')}</div>`
  })
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8">${rows.join('\n')}`)
}

function fileName(mode: string, scheme: string, width: number, name: string): string {
  return `${mode}-${scheme}-${width}-${name.replaceAll(' ', '-')}.jpg`
}

/** In the page: how high its content is, px. */
function heightOf(): number {
  const pages = Array.from(document.querySelectorAll('.taro_page')).filter(page => page.getClientRects().length > 0)
  return Math.max(0, ...pages.map(page => page.scrollHeight))
}
