import { decodeLink } from '@domain/text'

/** Whether this target can print: a browser can, WeChat cannot. */
export const canPrint = process.env.TARO_ENV === 'h5'

/** Opens the browser's print dialogue. */
export function printPage(): void {
  if (canPrint) window.print()
}

/**
 * The content of the code at a station's door: a link that opens the station. Without a base it opens this preview;
 * `base` is the address registered with WeChat for the mini-program.
 */
export function doorLink(scene: string, base?: string): string {
  if (base) return `${decodeLink(base)}?scene=${scene}`
  if (!canPrint) return `pages/station/index?scene=${scene}`
  const { origin, pathname } = window.location
  return `${origin}${pathname}#/pages/station/index?scene=${scene}`
}
