/** A node of the component tree behind a DOM element: it has the id and the attributes of the template. */
interface TreeNode {
  id: string
  _vt?: { attrs: { name: string; value: unknown }[] }
}

/** What the simulator renders: the page's component and its DOM. */
export interface Rendered {
  dom: HTMLElement
  instance: unknown
  attach(parent: Node): void
  detach(): void
}

type Dispatcher = new (node: TreeNode) => { dispatchEvent(name: string, options: object): void }

function nodeOf(element: Element): TreeNode | undefined {
  return (element as Element & { __wxElement?: TreeNode }).__wxElement
}

/** The elements of a page, including those inside nested components, which a selector does not reach. */
function elementsOf(page: Rendered): Element[] {
  return Array.from(page.dom.querySelectorAll('*'))
}

export function byId(page: Rendered, id: string): Element | undefined {
  return elementsOf(page).find(element => nodeOf(element)?.id === id)
}

/** The innermost element with exactly this text. */
export function byText(page: Rendered, text: string): Element | undefined {
  return elementsOf(page)
    .filter(element => element.textContent?.trim() === text)
    .pop()
}

/** An attribute as the template set it; the compiler turns `aria-label` into `ariaLabel`. */
export function attributeOf(element: Element, attribute: string): unknown {
  const name = attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return nodeOf(element)?._vt?.attrs.find(each => each.name === name)?.value
}

/** Whether an element stands in one with this tag and these attributes. */
export function isWithin(element: Element, tag: string, attributes: Record<string, unknown>): boolean {
  for (let above = element.parentElement; above; above = above.parentElement) {
    const candidate = above
    const fits = Object.entries(attributes).every(([name, value]) => attributeOf(candidate, name) === value)
    if (fits && candidate.tagName.toLowerCase().includes(tag)) return true
  }
  return false
}

/** All ids on the page. */
export function idsOf(page: Rendered): string[] {
  return elementsOf(page).flatMap(element => nodeOf(element)?.id || [])
}

/** Whether an element that contains this text, and is a text element, is marked as selectable. */
export function isSelectable(page: Rendered, text: string): boolean {
  return elementsOf(page).some(
    element => element.textContent?.includes(text) && attributeOf(element, 'user-select') === true,
  )
}

/** Whether anything on the page bears an attribute with this value. */
export function hasAttribute(page: Rendered, name: string, value: unknown): boolean {
  return elementsOf(page).some(element => attributeOf(element, name) === value)
}

/** Dispatches an event at an element, as the platform does: it bubbles through the components. */
export function fire(page: Rendered, element: Element, event: string, detail: object = {}): void {
  const node = nodeOf(element)
  if (!node) throw new Error(`No component stands behind ${element.outerHTML.slice(0, 80)}`)
  // The simulator does not export the constructor of nodes below nested components; a page's class extends it.
  const Node = Object.getPrototypeOf(page.constructor) as Dispatcher
  new Node(node).dispatchEvent(event, { bubbles: true, detail })
}

/** A finger at a point of the screen, px, as the platform says of it; `touchend`: it is lifted. */
export function touch(element: Element, event: 'touchstart' | 'touchmove' | 'touchend', x: number, y: number): void {
  const finger = { identifier: 0, clientX: x, clientY: y, pageX: x, pageY: y }
  const touches = event === 'touchend' ? [] : [finger]
  element.dispatchEvent(Object.assign(new Event(event, { bubbles: true }), { touches, changedTouches: [finger] }))
}
