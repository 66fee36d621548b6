import { readFileSync } from 'node:fs'
import type { Phone } from './phone'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Higher than any page: nothing that sticks to an edge of the window covers what is checked. */
const WHOLE_PAGE = 2400

/** The part of axe-core that is used here: its types would tie every check of types to this one package. */
interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; impact: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }>
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental']

/**
 * What axe-core objects to on the page as it is by day or by night, of any impact: its rules of WCAG 2.2 AA and of best
 * practice. Each fault is one line; empty when there is none.
 */
export async function accessibilityFaults({ page }: Phone, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const { width = 0 } = page.viewportSize() ?? {}
  await page.setViewportSize({ width, height: WHOLE_PAGE })
  await page.evaluate(AXE)
  await page.emulateMedia({ colorScheme })
  const faults = await page.evaluate(objections, RULES)
  await page.emulateMedia({ colorScheme: 'light' })
  return faults.map(fault => `${colorScheme}: ${fault}`)
}

/** In the page. */
async function objections(tags: string[]): Promise<string[]> {
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const { axe } = window as unknown as { axe: Axe }
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'], preload: false })
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}): ${target.join(' ')}: ${failureSummary}`),
  )
}
