import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// The names that theme.css adds, so that a caller's class replaces ours instead of fighting it.
const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      shadow: [{ shadow: ['raised', 'float'] }],
      h: ['control', 'control-dense'],
    },
  },
})

export const cn = (...classes: ClassValue[]) => merge(clsx(classes))
