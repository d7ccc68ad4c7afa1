import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Keyboard, UserRound } from 'lucide-react'
import { tellWarning } from '../../app/http/notices.ts'
import { languages, useLanguage } from '../../app/i18n.ts'
import { open } from '../../app/keys/open.ts'
import { savePreference } from '../../app/session.ts'
import { themeIcons } from '../../app/shell/PersonMenu.tsx'
import { themes, useTheme } from '../../app/theme.ts'
import { useWords as useAppWords } from '../../app/words.ts'
import { Button, buttonStyles } from '../../ui/controls/Button.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useWords } from './words.ts'

/** Nothing to tick off: it changes before one's eyes. */
export function MakeItYours() {
  const say = useWords()
  const words = useAppWords()
  const queryClient = useQueryClient()
  const save = (change: Parameters<typeof savePreference>[1]) =>
    void savePreference(queryClient, change).catch(() => tellWarning(words('account.notSaved')))
  return (
    <Panel title={say('yours.title')} description={say('yours.why')}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">{say('yours.language')}</span>
          <Segmented
            label={say('yours.language')}
            className="flex"
            value={useLanguage()}
            onChange={(locale) => save({ locale })}
            options={languages.map((value) => ({ value, label: words(`language.${value}`) }))}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <span className="text-sm font-medium">{say('yours.theme')}</span>
          <Segmented
            label={say('yours.theme')}
            className="flex"
            value={useTheme()}
            onChange={(theme) => save({ theme })}
            options={themes.map((value) => ({
              value,
              label: words(`theme.${value}`),
              icon: themeIcons[value],
              hideLabel: true,
            }))}
          />
        </div>
        <div className="-mx-1 flex flex-col items-start border-t border-line-soft pt-2">
          <Link to="/settings/profile" className={buttonStyles({ variant: 'ghost', className: 'px-2' })}>
            <UserRound size={16} aria-hidden />
            {say('yours.profile')}
          </Link>
          <Button
            icon={Keyboard}
            variant="ghost"
            className="px-2 pointer-coarse:hidden"
            onClick={() => open('shortcuts')}
          >
            {say('yours.shortcuts')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
