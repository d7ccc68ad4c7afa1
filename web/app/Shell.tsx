import { Outlet, useMatches } from '@tanstack/react-router'
import { useEffect } from 'react'
import { cn } from '../ui/classes.ts'
import { Overlays } from './keys/Overlays.tsx'
import { useLiveConnection } from './live/useLiveConnection.ts'
import { OfflineNotice } from './OfflineNotice.tsx'
import { BottomBar } from './shell/BottomBar.tsx'
import { Rail } from './shell/Rail.tsx'
import { useShellCommands } from './shell/useShellCommands.ts'
import { listenToKeys } from './shortcuts.ts'
import { useWords } from './words.ts'

/** What stands around every screen of somebody who is signed in. */
export function Shell() {
  const say = useWords()
  useShellCommands()
  useLiveConnection()
  useEffect(listenToKeys, [])
  // A conversation on a phone needs the height more than the bar: its route says `staticData: { focused: true }`.
  const focused = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.focused) })
  return (
    <div className="flex h-dvh flex-col">
      <a href="#content" className={skipStyles}>
        {say('skip')}
      </a>
      <OfflineNotice />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-0">
          <Outlet />
        </main>
      </div>
      <div className={cn(focused && 'max-sm:hidden')}>
        <BottomBar />
      </div>
      <Overlays />
    </div>
  )
}

const skipStyles =
  'absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-sm font-medium text-accent-ink focus:translate-y-0'
