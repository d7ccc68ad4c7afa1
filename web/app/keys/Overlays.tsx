import { lazy, Suspense, useEffect, useState } from 'react'
import { listenForOpen } from './open.ts'

// Neither is needed before its key is pressed.
const CommandPalette = lazy(() => import('../CommandPalette.tsx'))
const ShortcutSheet = lazy(() => import('./ShortcutSheet.tsx'))

export type OverlayName = 'palette' | 'shortcuts'

export function Overlays() {
  const [open, setOpen] = useState<OverlayName | null>(null)
  const [loaded, setLoaded] = useState<ReadonlySet<OverlayName>>(new Set())
  useEffect(
    () =>
      listenForOpen((name) => {
        setLoaded((known) => new Set([...known, name]))
        setOpen(name)
      }),
    [],
  )
  const change = (name: OverlayName) => (isOpen: boolean) => setOpen(isOpen ? name : null)
  return (
    <Suspense>
      {loaded.has('palette') && <CommandPalette open={open === 'palette'} onOpenChange={change('palette')} />}
      {loaded.has('shortcuts') && (
        <ShortcutSheet open={open === 'shortcuts'} onOpenChange={change('shortcuts')} />
      )}
    </Suspense>
  )
}
