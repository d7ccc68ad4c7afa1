import { useQueryClient } from '@tanstack/react-query'
import { tellWarning } from '../../app/http/notices.ts'
import { languages, useLanguage } from '../../app/i18n.ts'
import { open } from '../../app/keys/open.ts'
import { savePreference, useCan, usePerson } from '../../app/session.ts'
import { themeIcons } from '../../app/shell/PersonMenu.tsx'
import { setSingleKeys, useSingleKeys } from '../../app/shortcuts.ts'
import { themes, useTheme } from '../../app/theme.ts'
import { useWords as useAppWords } from '../../app/words.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { Switch } from '../../ui/controls/Switch.tsx'
import { SettingsRow, SettingsSection } from '../../ui/layout/Settings.tsx'
import { PresenceControl } from '../presence/PresenceControl.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { NameRow } from './NameRow.tsx'
import { useWords } from './words.ts'

export default function ProfilePage() {
  const say = useWords()
  return (
    <SettingsPage title={say('profile.title')} description={say('profile.why')}>
      <You />
      <Look />
      <Work />
      <div className="pointer-coarse:hidden">
        <KeyboardSection />
      </div>
    </SettingsPage>
  )
}

function You() {
  const say = useWords()
  const { email, role } = usePerson()
  const leadsTeam = useCan('operators:update')
  return (
    <SettingsSection title={say('profile.you')} description={say('profile.youWhy')}>
      <NameRow />
      <SettingsRow
        title={say('profile.email')}
        description={say(leadsTeam ? 'profile.emailWhyAdmin' : 'profile.emailWhy')}
        control={<span className="min-w-0 truncate text-base">{email}</span>}
      />
      <SettingsRow
        title={say('profile.role')}
        description={say(`roleWhy.${role}`)}
        control={<span className="text-base">{say(`roles.${role}`)}</span>}
      />
    </SettingsSection>
  )
}

function Look() {
  const say = useWords()
  const words = useAppWords()
  const queryClient = useQueryClient()
  const save = (change: Parameters<typeof savePreference>[1]) =>
    void savePreference(queryClient, change).catch(() => tellWarning(words('account.notSaved')))
  return (
    <SettingsSection title={say('profile.look')} description={say('profile.lookWhy')}>
      <SettingsRow
        title={say('profile.language')}
        control={
          <Segmented
            label={say('profile.language')}
            value={useLanguage()}
            onChange={(locale) => save({ locale })}
            options={languages.map((value) => ({ value, label: words(`language.${value}`) }))}
          />
        }
      />
      <SettingsRow
        title={say('profile.theme')}
        control={
          <Segmented
            label={say('profile.theme')}
            className="max-sm:[&_svg]:hidden"
            value={useTheme()}
            onChange={(theme) => save({ theme })}
            options={themes.map((value) => ({
              value,
              label: words(`theme.${value}`),
              icon: themeIcons[value],
            }))}
          />
        }
      />
    </SettingsSection>
  )
}

function Work() {
  const say = useWords()
  const { capacity } = usePerson()
  return (
    <SettingsSection title={say('profile.work')} description={say('profile.workWhy')}>
      <SettingsRow
        title={say('profile.presence')}
        description={say('profile.capacity', { count: capacity })}
        control={<PresenceControl />}
      />
    </SettingsSection>
  )
}

function KeyboardSection() {
  const say = useWords()
  const words = useAppWords()
  const singleKeys = useSingleKeys()
  return (
    <SettingsSection title={say('profile.keyboard')} description={say('profile.keyboardWhy')}>
      <SettingsRow
        title={say('profile.shortcuts')}
        description={say('profile.shortcutsWhy')}
        control={
          <Button hint="?" onClick={() => open('shortcuts')}>
            {say('profile.seeShortcuts')}
          </Button>
        }
      />
      <SettingsRow
        title={words('shortcuts.singleKeys')}
        description={words('shortcuts.singleKeysHint')}
        control={
          <Switch
            label={words('shortcuts.singleKeys')}
            hideLabel
            checked={singleKeys}
            onChange={setSingleKeys}
          />
        }
      />
    </SettingsSection>
  )
}
