import { useNavigate } from '@tanstack/react-router'
import { History, KeyRound, List, Pencil, RotateCw, Trash2 } from 'lucide-react'
import type { WebhookEndpoint } from '#contract/webhooks.ts'
import { useCan } from '../../../app/session.ts'
import type { MenuEntry } from '../../../ui/overlays/Menu.tsx'
import { useWords } from '../words.ts'

/** What can be asked of an endpoint that opens something of its own. */
export type Asked = { what: 'details' | 'edit' | 'rotate' | 'replay' | 'remove'; endpoint: WebhookEndpoint }

export function useMenu(ask: (asked: Asked) => void): (endpoint: WebhookEndpoint) => readonly MenuEntry[] {
  const say = useWords()
  const navigate = useNavigate()
  const mayManage = useCan('webhooks:manage')
  const mayAudit = useCan('audit:read')
  return (endpoint) => {
    const entry = (what: Asked['what'], icon: typeof List, danger = false): MenuEntry => ({
      label: say(`menu.${what}`),
      icon,
      danger,
      onSelect: () => ask({ what, endpoint }),
    })
    const history: MenuEntry = {
      label: say('menu.history'),
      icon: History,
      onSelect: () => void navigate({ to: '/settings/audit', search: { about: endpoint.id } }),
    }
    return [
      entry('details', List),
      ...(mayManage ? [entry('edit', Pencil), entry('rotate', KeyRound), entry('replay', RotateCw)] : []),
      ...(mayAudit ? [history] : []),
      ...(mayManage ? (['separator', entry('remove', Trash2, true)] as const) : []),
    ]
  }
}
