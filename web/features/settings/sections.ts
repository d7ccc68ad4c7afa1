import { ShieldCheck, UserRound } from 'lucide-react'
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
]

export function useSections(): Section[] {
  const { permissions } = usePerson()
  return sections.filter(({ permission }) => !permission || permissions.includes(permission))
}
