import { SettingsPage } from '../settings/SettingsPage.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { useWords } from './words.ts'

export default function SecurityPage() {
  const say = useWords()
  return (
    <SettingsPage title={say('security.title')} description={say('security.why')}>
      <PasswordSection />
      <SecondFactorSection />
      <SessionsSection />
    </SettingsPage>
  )
}
