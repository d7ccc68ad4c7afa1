import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  Circle,
  CircleDashed,
  CircleDot,
  Keyboard,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Search,
  Sun,
  UserRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../../ui/display/Avatar.tsx'
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx'
import { tellProblem, tellWarning } from '../http/notices.ts'
import { languages, useLanguage } from '../i18n.ts'
import { open } from '../keys/open.ts'
import { keyLabels } from '../keys/strokes.ts'
import { presences, setPresence } from '../presence.ts'
import { savePreference, usePerson } from '../session.ts'
import { themes, useTheme } from '../theme.ts'
import { useWords } from '../words.ts'
import { leave } from './leave.ts'

type Props = { side: 'right' | 'top'; trigger?: ReactNode; before?: readonly MenuEntry[] }

export function PersonMenu({ side, trigger, before = [] }: Props) {
  const say = useWords()
  const person = usePerson()
  const language = useLanguage()
  const theme = useTheme()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const save = (change: Parameters<typeof savePreference>[1]) =>
    void savePreference(queryClient, change).catch(() => tellWarning(say('account.notSaved')))

  return (
    <Menu
      side={side}
      align="end"
      label={say('nav.account', { name: person.name })}
      trigger={
        trigger ?? (
          <button
            type="button"
            className="grid size-10 place-items-center rounded-full hover:bg-hover data-[state=open]:bg-hover pointer-coarse:size-11"
          >
            <span className="sr-only">{say('nav.account', { name: person.name })}</span>
            <Avatar
              name={person.name}
              presence={person.presence}
              presenceLabel={say(`presence.${person.presence}`)}
            />
          </button>
        )
      }
      header={
        <div className="max-w-60">
          <p className="truncate text-sm font-semibold">{person.name}</p>
          <p className="truncate text-xs text-quiet">{person.email}</p>
        </div>
      }
      entries={[
        ...before,
        before.length > 0 && 'separator',
        {
          label: say('account.profile'),
          icon: UserRound,
          onSelect: () => void navigate({ to: '/settings/profile' }),
        },
        { heading: say('account.presence') },
        ...presences.map((each) => ({
          label: say(`presence.${each}`),
          icon: presenceIcons[each],
          checked: each === person.presence,
          onSelect: () => void setPresence(queryClient, each).catch(tellProblem),
        })),
        { heading: say('account.theme') },
        ...themes.map((each) => ({
          label: say(`theme.${each}`),
          icon: themeIcons[each],
          checked: each === theme,
          onSelect: () => save({ theme: each }),
        })),
        { heading: say('account.language') },
        ...languages.map((each) => ({
          label: say(`language.${each}`),
          icon: Languages,
          checked: each === language,
          onSelect: () => save({ locale: each }),
        })),
        'separator',
        {
          label: say('palette.open'),
          icon: Search,
          hint: keyLabels('mod+k').flat().join(' '),
          onSelect: () => open('palette'),
        },
        hasKeyboard && {
          label: say('shortcuts.title'),
          icon: Keyboard,
          hint: '?',
          onSelect: () => open('shortcuts'),
        },
        'separator',
        { label: say('account.signOut'), icon: LogOut, onSelect: leave },
      ]}
    />
  )
}

const hasKeyboard = !window.matchMedia('(pointer: coarse)').matches

const presenceIcons = { online: CircleDot, away: CircleDashed, offline: Circle }

export const themeIcons = { system: Monitor, light: Sun, dark: Moon }
