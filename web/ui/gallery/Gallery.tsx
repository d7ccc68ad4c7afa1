import { type ComponentType, useState } from 'react'
import { cn } from '../classes.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { Actions } from './Actions.tsx'
import { DataPieces } from './DataPieces.tsx'
import { Feedback } from './Feedback.tsx'
import { Fields } from './Fields.tsx'
import { Foundations } from './Foundations.tsx'
import { Layers } from './Layers.tsx'
import { Pages } from './Pages.tsx'
import { Tables } from './Tables.tsx'
import { type GalleryWords, pt, WordsContext } from './words.ts'
import { en } from './words-en.ts'

type Look = 'light' | 'dark' | 'both'
type Language = 'pt-BR' | 'en'
type Props = {
  language: Language
  onLanguage: (language: Language) => void
  theme: 'light' | 'dark'
  onTheme: (theme: 'light' | 'dark') => void
}

/** Every part of the interface in every state, for whoever builds a screen and whoever reviews one. */
export function Gallery({ language, onLanguage, theme, onTheme }: Props) {
  const words = language === 'en' ? en : pt
  const [both, setBoth] = useState(false)
  const look = both ? 'both' : theme
  const choose = (next: Look) => {
    setBoth(next === 'both')
    if (next !== 'both') onTheme(next)
  }
  return (
    <WordsContext value={words}>
      <div className="mx-auto flex max-w-400 flex-col gap-10 px-4 py-8 sm:px-8 lg:flex-row lg:gap-12">
        <Head words={words}>
          <Segmented
            label={words.themeLabel}
            value={look}
            onChange={choose}
            options={[
              { value: 'light', label: words.light },
              { value: 'dark', label: words.dark },
              { value: 'both', label: words.both },
            ]}
          />
          <Segmented
            label={words.languageLabel}
            value={language}
            onChange={onLanguage}
            options={[
              { value: 'pt-BR', label: 'Português' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Head>
        <main className="flex min-w-0 flex-1 flex-col gap-14" key={language}>
          {sections.map(([id, Section]) => (
            <Chapter
              key={id}
              id={id}
              title={words[id].title}
              themes={both ? ['light', 'dark'] : [theme]}
              Section={Section}
            />
          ))}
        </main>
      </div>
    </WordsContext>
  )
}

function Head({ words, children }: { words: GalleryWords; children: React.ReactNode }) {
  return (
    <header className="flex shrink-0 flex-col gap-5 lg:sticky lg:top-8 lg:w-56 lg:self-start">
      <div>
        <h1 className="text-xl font-semibold">{words.title}</h1>
        <p className="mt-1 text-sm text-pretty text-quiet">{words.intro}</p>
      </div>
      <div className="flex flex-wrap gap-2 lg:flex-col">{children}</div>
      <nav aria-label={words.sections} className="max-lg:hidden">
        {sections.map(([id]) => (
          <a
            key={id}
            href={`#${id}`}
            className="-mx-2 flex h-8 items-center rounded-md px-2 text-sm text-quiet hover:bg-hover hover:text-ink"
          >
            {words[id].title}
          </a>
        ))}
      </nav>
    </header>
  )
}

type ChapterProps = {
  id: string
  title: string
  themes: readonly ('light' | 'dark')[]
  Section: ComponentType
}

function Chapter({ id, title, themes, Section }: ChapterProps) {
  return (
    <section id={id} className="flex scroll-mt-8 flex-col gap-5">
      <h2 className="border-b border-line pb-2 text-lg font-semibold">{title}</h2>
      <div className={cn('grid gap-4', themes.length > 1 && '2xl:grid-cols-2')}>
        {themes.map((theme) => (
          <div
            key={theme}
            data-theme={theme}
            className={cn(
              '@container flex min-w-0 flex-col gap-7 bg-paper text-ink',
              themes.length > 1 && 'rounded-xl border border-line p-5',
            )}
          >
            <Section />
          </div>
        ))}
      </div>
    </section>
  )
}

const sections = [
  ['foundations', Foundations],
  ['actions', Actions],
  ['fields', Fields],
  ['data', DataPieces],
  ['tables', Tables],
  ['layers', Layers],
  ['feedback', Feedback],
  ['page', Pages],
] as const
