import {
  FileSearch,
  KeyRound,
  LockKeyhole,
  MessagesSquare,
  ServerCog,
  ShieldCheck,
  Smartphone,
  UserRound,
  Users,
  Webhook,
} from 'lucide-react'
import type { Permission } from '#contract/permissions.ts'
import type { Bilingual } from '../../app/i18n.ts'
import { usePerson } from '../../app/session.ts'
import type { Icon } from '../../ui/icon.ts'

export type Section = {
  /** Under /settings. */
  to: string
  icon: Icon
  label: Bilingual
  /** What is there, for the list on a phone. */
  about: Bilingual
  /** `own` is about whoever looks, `instance` about everybody. */
  group: 'own' | 'instance'
  /** Shown only to who holds it. */
  permission?: Permission | undefined
}

/** The one explicit list, in order. A feature adds its screens here and its routes in web/routes.ts. */
export const sections: readonly Section[] = [
  {
    to: '/settings/profile',
    icon: UserRound,
    label: { pt: 'Perfil', en: 'Profile' },
    about: { pt: 'Nome, idioma, tema e presença', en: 'Name, language, theme and presence' },
    group: 'own',
  },
  {
    to: '/settings/security',
    icon: ShieldCheck,
    label: { pt: 'Segurança', en: 'Security' },
    about: {
      pt: 'Senha, verificação em duas etapas e sessões',
      en: 'Password, two-step verification and sessions',
    },
    group: 'own',
  },
  {
    to: '/settings/team',
    icon: Users,
    label: { pt: 'Equipe', en: 'Team' },
    about: { pt: 'Quem atende, papéis e convites', en: 'Who answers, roles and invitations' },
    group: 'instance',
    permission: 'operators:read',
  },
  {
    to: '/settings/accounts',
    icon: Smartphone,
    label: { pt: 'Contas e números', en: 'Accounts and numbers' },
    about: { pt: 'WhatsApp da empresa, números e saúde', en: 'WhatsApp of the business, numbers and health' },
    group: 'instance',
    permission: 'accounts:read',
  },
  {
    to: '/settings/inbox',
    icon: MessagesSquare,
    label: { pt: 'Atendimento', en: 'Customer service' },
    about: { pt: 'Saudação, espera e tabulações', en: 'Greeting, waiting and dispositions' },
    group: 'instance',
    permission: 'settings:inbox',
  },
  {
    to: '/settings/api-keys',
    icon: KeyRound,
    label: { pt: 'Chaves de API', en: 'API keys' },
    about: { pt: 'Para sistemas que conversam com o Prosa', en: 'For systems that talk to Prosa' },
    group: 'instance',
    permission: 'api-keys:read',
  },
  {
    to: '/settings/webhooks',
    icon: Webhook,
    label: { pt: 'Webhooks', en: 'Webhooks' },
    about: { pt: 'Avisos a outros sistemas, na hora', en: 'Notices to other systems, at once' },
    group: 'instance',
    permission: 'webhooks:read',
  },
  {
    to: '/settings/security-policy',
    icon: LockKeyhole,
    label: { pt: 'Política de segurança', en: 'Security policy' },
    about: {
      pt: 'Sessões, bloqueios e duas etapas para todos',
      en: 'Sessions, locks and two-step verification for everybody',
    },
    group: 'instance',
    permission: 'settings:read',
  },
  {
    to: '/settings/audit',
    icon: FileSearch,
    label: { pt: 'Auditoria', en: 'Audit log' },
    about: { pt: 'Quem fez o quê, quando e de onde', en: 'Who did what, when and from where' },
    group: 'instance',
    permission: 'audit:read',
  },
  {
    to: '/settings/operations',
    icon: ServerCog,
    label: { pt: 'Operação', en: 'Operations' },
    about: { pt: 'Saúde do servidor e tarefas', en: 'Health of the server, and jobs' },
    group: 'instance',
    permission: 'operations:read',
  },
]

export function useSections(): Section[] {
  const { permissions } = usePerson()
  return sections.filter(({ permission }) => !permission || permissions.includes(permission))
}
