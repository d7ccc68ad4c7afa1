type Child = Node | string | false | null | undefined
type Listeners = {
  [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void
}
type Attributes = Record<string, string | number | boolean | undefined | null | ((event: never) => void)>

/**
 * An element with attributes, listeners and children. Strings become text, never HTML, and nothing sets a `style`
 * attribute: the content policy would refuse it.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes & Listeners = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      // Each function stands under the name of the event that it takes.
      element.addEventListener(name.slice(2), value as (event: Event) => void)
    } else if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...present(children))
  return element
}

export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...present(children))
}

/** Brings the children of a list in line with the items, touching only what is new, changed or elsewhere. */
export function reconcile<T>(list: Element, items: readonly T[], row: Row<T>): void {
  const before = new Map([...list.children].map((element) => [element.getAttribute('data-key'), element]))
  let place = list.firstElementChild
  for (const item of items) {
    const old = before.get(row.key(item))
    const same = old?.getAttribute('data-print') === row.print(item) ? old : undefined
    const element = same ?? row.build(item)
    element.setAttribute('data-key', row.key(item))
    element.setAttribute('data-print', row.print(item))
    before.delete(row.key(item))
    if (old && !same) {
      if (place === old) place = element
      old.replaceWith(element)
    }
    if (element === place) place = element.nextElementSibling
    else list.insertBefore(element, place)
  }
  for (const gone of before.values()) gone.remove()
}

export type Row<T> = {
  key: (item: T) => string
  /** Changes when the row must be built anew. */
  print: (item: T) => string
  build: (item: T) => Element
}

const present = (children: Child[]): Array<Node | string> =>
  children.filter((child): child is Node | string => child !== false && child !== null && child !== undefined)
