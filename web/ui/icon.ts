import type { LucideIcon } from 'lucide-react'

/** An icon component, not an element: the control that shows it decides its size. */
export type Icon = LucideIcon
