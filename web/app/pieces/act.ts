import { type UseMutationOptions, useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

/**
 * Something that an administrator asks for. Without a network it fails at once and says so: nobody wants a colleague
 * removed ten minutes later, when the connection is back.
 */
export const useAct = <Reply = void, Wish = void, Before = unknown>(
  options: UseMutationOptions<Reply, Error, Wish, Before>,
) => useMutation({ networkMode: 'always', ...options })

/** The last one there was, so that a sheet keeps its content while it slides away. For ids and things that are kept. */
export function useLast<T>(value: T | null | undefined): T | null {
  const [last, setLast] = useState(value ?? null)
  if (value !== null && value !== undefined && value !== last) setLast(value)
  return value ?? last
}

/** Counts openings: the key of a sheet that begins afresh each time, and is not emptied while it slides away. */
export function useTurn(open: boolean): number {
  const [turn, setTurn] = useState({ open: false, count: 0 })
  if (open !== turn.open) setTurn({ open, count: turn.count + Number(open) })
  return turn.count
}

/** Brings what it is tied to into sight when something goes wrong: a refusal above a long form must be seen. */
export function useInSight<Element extends HTMLElement>(error: unknown) {
  const element = useRef<Element>(null)
  useEffect(() => {
    if (error) element.current?.scrollIntoView({ block: 'start' })
  }, [error])
  return element
}
