import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'

export type WindowedProps<Item> = {
  /** Names the list for screen readers. */
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => string
  /** Pixels, more or less; what is drawn is measured. */
  guess: number
  render: (item: Item) => ReactNode
  /** Stands above the rows while they pass under it: of which day they are. */
  header: (firstInSight: Item) => ReactNode
}

/** A list that may grow to thousands of rows: only those in sight, and a few around them, are in the page. */
export function Windowed<Item>({ label, items, keyOf, guess, render, header }: WindowedProps<Item>) {
  const list = useRef<HTMLOListElement>(null)
  const { scroller, above } = useScroller(list)
  const { getVirtualItems, getTotalSize, measureElement, range } = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => guess,
    getItemKey: (at) => keyOf(items[at] as Item), // asked only for places that there are
    overscan: 12,
    scrollMargin: above,
  })
  const first = items[Math.min(range?.startIndex ?? 0, items.length - 1)]
  return (
    <>
      {first !== undefined && header(first)}
      <ol ref={list} aria-label={label} className="relative" style={{ height: getTotalSize() }}>
        {getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          return (
            item !== undefined && (
              <li
                key={key}
                ref={measureElement}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={items.length}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start - above}px)` }}
              >
                {render(item)}
              </li>
            )
          )
        })}
      </ol>
    </>
  )
}

/** What the list scrolls in, and how far below its top it begins. */
function useScroller(list: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState<{ scroller: HTMLElement | null; above: number }>({
    scroller: null,
    above: 0,
  })
  // After every paint, for what stands above may have grown.
  useLayoutEffect(() => {
    const scroller = list.current && scrollerOf(list.current)
    if (!list.current || !scroller) return
    const top = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    const above = Math.round(top + scroller.scrollTop)
    setPlace((known) => (known.scroller === scroller && known.above === above ? known : { scroller, above }))
  })
  return place
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let each = element.parentElement; each; each = each.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each
  }
  return null
}
