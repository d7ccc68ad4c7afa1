import type { Permission } from '#contract/permissions.ts'
import type { Icon } from '../ui/icon.ts'
import type { Bilingual } from './i18n.ts'

export type NavItem = {
  to: string
  icon: Icon
  label: Bilingual
  /** Shown only to who holds it. */
  permission?: Permission | undefined
  /** The second key of "g, then …". */
  goKey: string
  /** A hook: how many things wait there for this person. */
  useBadge?: (() => number) | undefined
  /** Settings and the like sit at the foot of the rail. */
  foot?: boolean | undefined
}

export type FeatureCommand = {
  id: string
  label: Bilingual
  icon?: Icon | undefined
  to: string
  permission?: Permission | undefined
}

/** What a feature shows before any of its screens is loaded. Keep it light: no words.ts, no screens, no queries at load. */
export type Feature = {
  name: string
  nav?: readonly NavItem[] | undefined
  commands?: readonly FeatureCommand[] | undefined
}
