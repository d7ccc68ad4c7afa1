import { Link, Outlet } from '@tanstack/react-router'
import { inCurrentLanguage } from '../../app/i18n.ts'
import { useIsHere } from '../../app/shell/destinations.ts'
import { cn } from '../../ui/classes.ts'
import { type Section, useSections } from './sections.ts'
import { useWords } from './words.ts'

/** Wide: the sections stand beside the one that is open. Narrow: they are a page of their own, SettingsIndex. */
export default function SettingsLayout() {
  const say = useWords()
  const sections = useSections()
  return (
    <div className="flex h-full">
      <nav
        aria-label={say('sections')}
        className="flex w-58 shrink-0 flex-col gap-5 overflow-y-auto border-r border-line px-3 py-5 max-md:hidden"
      >
        <p className="px-2 text-lg font-semibold">{say('title')}</p>
        {(['own', 'instance'] as const).map((group) => {
          const inside = sections.filter((section) => section.group === group)
          if (inside.length === 0) return null
          return (
            <div key={group}>
              <p className="mb-1 px-2 text-xs font-semibold text-quiet">{say(group)}</p>
              <ul>
                {inside.map((section) => (
                  <li key={section.to}>
                    <SideLink section={section} />
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
      </nav>
      <div className="min-w-0 flex-1">
        <Outlet />
      </div>
    </div>
  )
}

function SideLink({ section: { to, icon: Icon, label } }: { section: Section }) {
  const here = useIsHere(to)
  return (
    <Link
      to={to}
      aria-current={here ? 'page' : undefined}
      className={cn(
        'flex control items-center gap-2.5 rounded-md px-2 text-sm transition-[background-color,color]',
        here ? 'bg-accent-tint font-medium text-accent' : 'text-quiet hover:bg-hover hover:text-ink',
      )}
    >
      <Icon size={16} aria-hidden />
      {inCurrentLanguage(label)}
    </Link>
  )
}
