import { useEffect, useState, useSyncExternalStore } from 'react'
import { OfflineBar } from '../ui/feedback/OfflineBar.tsx'
import { notify } from '../ui/overlays/notify.ts'
import { useLiveState } from './live.ts'
import { say, useWords } from './words.ts'

/** A server that restarts is back before this; a shorter break is nobody's business. */
const PATIENCE = 4_000

/** The network is gone, or the server does not answer: says so at the top, for as long as it lasts. */
export function OfflineNotice() {
  const words = useWords()
  const online = useSyncExternalStore(listen, () => navigator.onLine)
  const cutOff = useLasting(useLiveState() === 'broken')
  const [wasAway, setWasAway] = useState(false)
  useEffect(() => {
    if (!online) return setWasAway(true)
    if (!wasAway) return
    setWasAway(false)
    notify({ title: say('offline.back'), tone: 'good', closeLabel: say('close'), id: 'online' })
  }, [online, wasAway])
  if (!online) return <OfflineBar>{words('offline.away')}</OfflineBar>
  return cutOff ? <OfflineBar retrying>{words('offline.cutOff')}</OfflineBar> : null
}

/** True once it has been so for a while. */
function useLasting(so: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!so) return setLasting(false)
    const timer = window.setTimeout(() => setLasting(true), PATIENCE)
    return () => window.clearTimeout(timer)
  }, [so])
  return lasting
}

function listen(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
