import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTitle } from '../../app/title.ts'
import { Page, PageHeader } from '../../ui/layout/Page.tsx'
import { useWords } from './words.ts'

export type SettingsPageProps = {
  title: string
  description?: ReactNode
  badge?: ReactNode
  actions?: ReactNode
  /** `form` for rows of settings, `wide` for tables. */
  width?: 'text' | 'form' | 'wide'
  /** A page below a section says where it came from; a section itself leads back to the list, on a phone. */
  back?: { to: string; label: string } | undefined
  children: ReactNode
}

/** One section of the settings: its title, the way back, and what is inside. */
export function SettingsPage({ width = 'form', back, children, ...head }: SettingsPageProps) {
  const say = useWords()
  useTitle(head.title)
  const up = back ?? { to: '/settings', label: say('title') }
  return (
    <Page width={width}>
      <PageHeader
        {...head}
        back={
          <Link
            to={up.to}
            className={`-ml-1 inline-flex items-center gap-1 rounded-sm py-1 pr-1 font-medium text-accent hover:underline ${back ? '' : 'md:hidden'}`}
          >
            <ArrowLeft size={16} aria-hidden />
            {up.label}
          </Link>
        }
      />
      {children}
    </Page>
  )
}
