import type { Phone } from './phone'

/** Doubles the text of the open page, as its largest setting on a phone does; returns what sets it back. */
export async function doubleText({ page }: Phone): Promise<() => Promise<void>> {
  await page.evaluate(setScale, '2')
  return () => page.evaluate(setScale, '1')
}

/** In the page. */
async function setScale(scale: string): Promise<void> {
  for (const root of Array.from(document.querySelectorAll<HTMLElement>('.nf-root')))
    root.style.setProperty('--k', scale)
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

/** Texts of the page in front that lie over each other, two by two. */
export function overlappingTexts({ page }: Phone): Promise<string[]> {
  return page.evaluate(() => {
    /** Boxes of letters may touch. */
    const SLACK = 3
    const front = Array.from(document.querySelectorAll('.nf-root')).find(root => root.getClientRects().length > 0)
    if (!front) return ['no page']
    // What is fixed lies over what scrolls below it; what is not shown to readers is no text.
    const isLeftOut = (element: Element | null): boolean =>
      element !== null &&
      (/fixed|sticky/.test(getComputedStyle(element).position) ||
        element.getAttribute('aria-hidden') === 'true' ||
        Number(getComputedStyle(element).opacity) === 0 ||
        isLeftOut(element.parentElement))
    const texts: { element: Element; text: string; box: DOMRect }[] = []
    const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim().slice(0, 14) ?? ''
      if (!element || text === '' || isLeftOut(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width > 0 && box.height > 0) texts.push({ element, text, box })
    }
    const pairs: string[] = []
    for (const [n, one] of texts.entries()) {
      for (const other of texts.slice(n + 1)) {
        const [a, b] = [one.box, other.box]
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (wide <= SLACK || high <= Math.min(a.height, b.height) / 3) continue
        // Parts of one sentence share its lines.
        const isWithin = one.element.contains(other.element) || other.element.contains(one.element)
        const isBeside =
          one.element.parentElement === other.element.parentElement &&
          getComputedStyle(one.element).display === 'inline'
        if (!isWithin && !isBeside) pairs.push(`${one.text} / ${other.text}`)
      }
    }
    return pairs
  })
}
