import {
  Ban,
  Contact,
  FileSearch,
  KeyRound,
  Lock,
  LockOpen,
  LogIn,
  LogOut,
  MessagesSquare,
  RotateCcwKey,
  Server,
  Settings2,
  ShieldAlert,
  ShieldCheck,
  ShieldOff,
  Smartphone,
  Trash2,
  UserCog,
  UserMinus,
  UserPlus,
  Users,
  Webhook,
} from 'lucide-react'
import type { EventName } from '#contract/events.ts'
import type { Icon } from '../../../ui/icon.ts'
import { type Group, groupOf, isKnown } from './groups.ts'

export type Look = { icon: Icon; tone: 'plain' | 'warn' | 'bad' }

/** A picture helps to find, the sentence says it; only what deserves a second look is coloured. */
export function lookOf(name: string): Look {
  if (!isKnown(name)) return { icon: Server, tone: 'plain' }
  return { icon: icons[name] ?? groupIcons[groupOf[name]], tone: tones[name] ?? 'plain' }
}

const groupIcons: Record<Group, Icon> = {
  access: LogIn,
  team: Users,
  credentials: RotateCcwKey,
  keys: KeyRound,
  accounts: Smartphone,
  contacts: Contact,
  conversations: MessagesSquare,
  webhooks: Webhook,
  settings: Settings2,
  audit: FileSearch,
  system: Server,
}

const icons: Partial<Record<EventName, Icon>> = {
  'person.created': UserPlus,
  'person.invited': UserPlus,
  'person.removed': UserMinus,
  'person.role_changed': UserCog,
  'person.updated': UserCog,
  'person.sign_in_failed': ShieldAlert,
  'person.signed_out': LogOut,
  'person.session_ended': LogOut,
  'person.locked': Lock,
  'person.unlocked': LockOpen,
  'person.second_factor_enabled': ShieldCheck,
  'person.second_factor_disabled': ShieldOff,
  'api_key.revoked': Ban,
  'api_key.refused': Ban,
  'audit.verified': ShieldCheck,
  'audit.broken': ShieldAlert,
  'audit.let_go': Trash2,
}

const tones: Partial<Record<EventName, Look['tone']>> = {
  'person.sign_in_failed': 'warn',
  'person.locked': 'bad',
  'person.second_factor_disabled': 'warn',
  'person.recovery_code_used': 'warn',
  'person.removed': 'warn',
  'api_key.refused': 'warn',
  'account.trouble_found': 'warn',
  'number.trouble_found': 'warn',
  'webhook_endpoint.failing': 'warn',
  'audit.broken': 'bad',
}
