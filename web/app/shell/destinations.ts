import { useRouteContext, useRouterState } from '@tanstack/react-router'
import type { NavItem } from '../feature.ts'
import { usePerson } from '../session.ts'

/** The parts of the product that this person may enter, in order. */
export function useDestinations(): { main: NavItem[]; foot: NavItem[]; all: NavItem[] } {
  const { features } = useRouteContext({ from: '__root__' })
  const { permissions } = usePerson()
  const all = features
    .flatMap(({ nav = [] }) => nav)
    .filter(({ permission }) => !permission || permissions.includes(permission))
  return { all, main: all.filter(({ foot }) => !foot), foot: all.filter(({ foot }) => foot) }
}

export function useIsHere(to: string): boolean {
  return useRouterState({ select: ({ location }) => isUnder(location.pathname, to) })
}

export const isUnder = (path: string, to: string) => path === to || path.startsWith(`${to}/`)
