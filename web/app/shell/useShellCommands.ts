import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouteContext } from '@tanstack/react-router'
import { Keyboard, Languages, LogOut } from 'lucide-react'
import { tellWarning } from '../http/notices.ts'
import { inCurrentLanguage, languages, useLanguage } from '../i18n.ts'
import { type Command, useCommands } from '../keys/commands.ts'
import { open } from '../keys/open.ts'
import { savePreference, usePerson } from '../session.ts'
import { useShortcuts } from '../shortcuts.ts'
import { themes } from '../theme.ts'
import { useWords } from '../words.ts'
import { useDestinations } from './destinations.ts'
import { leave } from './leave.ts'
import { themeIcons } from './PersonMenu.tsx'

/** What can be done on every screen: go somewhere, change the look, leave. */
export function useShellCommands(): void {
  const say = useWords()
  useLanguage()
  const goTo = useGoTo()
  const look = useLook()
  useCommands([
    ...goTo,
    ...look,
    {
      id: 'shortcuts',
      label: say('shortcuts.title'),
      group: say('palette.account'),
      icon: Keyboard,
      keys: '?',
      run: () => open('shortcuts'),
    },
    {
      id: 'sign-out',
      label: say('account.signOut'),
      group: say('palette.account'),
      icon: LogOut,
      run: leave,
    },
  ])
  useShortcuts([
    {
      keys: 'mod+k',
      label: say('palette.open'),
      group: say('shortcuts.general'),
      run: () => open('palette'),
    },
    {
      keys: '?',
      label: say('shortcuts.title'),
      group: say('shortcuts.general'),
      run: () => open('shortcuts'),
    },
    ...goTo.flatMap(({ keys, label, group, run }) => (keys ? [{ keys, label, group, run }] : [])),
  ])
}

function useGoTo(): Command[] {
  const say = useWords()
  const navigate = useNavigate()
  const { features } = useRouteContext({ from: '__root__' })
  const { permissions } = usePerson()
  const { all } = useDestinations()
  const group = say('palette.goTo')
  const places = all.map((item) => ({
    id: `go ${item.to}`,
    label: inCurrentLanguage(item.label),
    group,
    icon: item.icon,
    keys: `g ${item.goKey}`,
    run: () => void navigate({ to: item.to }),
  }))
  const commands = features
    .flatMap(({ commands = [] }) => commands)
    .filter(({ permission }) => !permission || permissions.includes(permission))
    .map(({ id, label, icon, to }) => ({
      id,
      label: inCurrentLanguage(label),
      group,
      icon,
      run: () => void navigate({ to }),
    }))
  return [...places, ...commands]
}

function useLook(): Command[] {
  const say = useWords()
  const queryClient = useQueryClient()
  const group = say('palette.look')
  const save = (change: Parameters<typeof savePreference>[1]) =>
    void savePreference(queryClient, change).catch(() => tellWarning(say('account.notSaved')))
  return [
    ...themes.map((theme) => ({
      id: `theme ${theme}`,
      label: say('palette.useTheme', { theme: say(`theme.${theme}`) }),
      group,
      icon: themeIcons[theme],
      run: () => save({ theme }),
    })),
    ...languages.map((locale) => ({
      id: `language ${locale}`,
      label: say('palette.useLanguage', { language: say(`language.${locale}`) }),
      group,
      icon: Languages,
      run: () => save({ locale }),
    })),
  ]
}
