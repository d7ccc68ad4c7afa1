import { Link, Navigate } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { inCurrentLanguage } from '../../app/i18n.ts'
import { useTitle } from '../../app/title.ts'
import { Page, PageHeader } from '../../ui/layout/Page.tsx'
import { useSections } from './sections.ts'
import { useWords } from './words.ts'

/** The list of sections on a phone. Where there is room for it beside a section, the first section is shown. */
export default function SettingsIndex() {
  const say = useWords()
  const sections = useSections()
  const wide = useSyncExternalStore(listen, () => roomy.matches)
  useTitle(say('title'))
  const [first] = sections
  if (wide && first) return <Navigate to={first.to} replace />
  return (
    <Page width="text" className="gap-4">
      <PageHeader title={say('title')} />
      {(['own', 'instance'] as const).map((group) => {
        const inside = sections.filter((section) => section.group === group)
        if (inside.length === 0) return null
        return (
          <section key={group} aria-label={say(group)}>
            <h2 className="mb-1.5 text-xs font-semibold text-quiet">{say(group)}</h2>
            <ul className="divide-y divide-line-soft overflow-hidden rounded-lg border border-line bg-surface shadow-raised">
              {inside.map(({ to, icon: Icon, label, about }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className="flex min-h-16 items-center gap-3 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2"
                  >
                    <Icon size={20} aria-hidden className="text-quiet" />
                    <span className="min-w-0 flex-1">
                      <span className="block text-base font-medium">{inCurrentLanguage(label)}</span>
                      <span className="block text-sm text-quiet">{inCurrentLanguage(about)}</span>
                    </span>
                    <ChevronRight size={16} aria-hidden className="text-faint" />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </Page>
  )
}

// The `md` of Tailwind, at which SettingsLayout shows its side.
const roomy = window.matchMedia('(min-width: 48rem)')

function listen(listener: () => void) {
  roomy.addEventListener('change', listener)
  return () => roomy.removeEventListener('change', listener)
}
