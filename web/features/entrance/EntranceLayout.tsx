import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type Language, languages, useLanguage } from '../../app/i18n.ts'
import { OfflineNotice } from '../../app/OfflineNotice.tsx'
import { savePreference } from '../../app/session.ts'
import { useWords as useAppWords } from '../../app/words.ts'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { BrandSide } from './BrandSide.tsx'
import { EntranceContext, type Notice } from './entrance.ts'
import { Wordmark } from './Wordmark.tsx'
import { useWords } from './words.ts'

/** What people meet before they are in. Wide screens show what is behind the door; narrow ones only the door. */
export default function EntranceLayout() {
  const queryClient = useQueryClient()
  const [email, setEmail] = useState('')
  const [notice, setNotice] = useState<Notice>()
  const [chosenLanguage, setChosen] = useState<Language>()
  const entrance = useMemo(
    () => ({ email, setEmail, notice, setNotice, chosenLanguage }),
    [email, notice, chosenLanguage],
  )
  const choose = (language: Language) => {
    setChosen(language)
    // Held here in any case; saved to the profile when somebody is half in already.
    void savePreference(queryClient, { locale: language }).catch(() => undefined)
  }
  return (
    <EntranceContext value={entrance}>
      <div className="flex min-h-dvh flex-col">
        <OfflineNotice />
        <div className="grid flex-1 lg:grid-cols-[minmax(0,1.12fr)_minmax(0,1fr)]">
          <BrandSide className="max-lg:hidden" />
          <div className="flex min-w-0 flex-col px-5 pt-5 pb-8 sm:px-8">
            <header className="flex items-center justify-between lg:justify-end">
              <Wordmark className="lg:hidden" />
              <LanguageSwitch onChoose={choose} />
            </header>
            <main className="mx-auto flex w-full max-w-90 flex-1 flex-col pt-10 sm:pt-[clamp(3rem,18vh,11rem)]">
              <Outlet />
            </main>
          </div>
        </div>
      </div>
    </EntranceContext>
  )
}

function LanguageSwitch({ onChoose }: { onChoose: (language: Language) => void }) {
  const say = useWords()
  const words = useAppWords()
  return (
    <Segmented
      label={say('language')}
      value={useLanguage()}
      onChange={onChoose}
      options={languages.map((value) => ({ value, label: words(`language.${value}`) }))}
    />
  )
}
