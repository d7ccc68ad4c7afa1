import { Link, useNavigate } from '@tanstack/react-router'
import { Menu as MenuIcon } from 'lucide-react'
import { cn } from '../../ui/classes.ts'
import { Count } from '../../ui/display/Badge.tsx'
import type { NavItem } from '../feature.ts'
import { inCurrentLanguage } from '../i18n.ts'
import { useWords } from '../words.ts'
import { useDestinations, useIsHere } from './destinations.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { useWaiting } from './Rail.tsx'

const ROOM = 4

/** The rail on a phone: four places under the thumb, the others behind the last one. */
export function BottomBar() {
  const say = useWords()
  const navigate = useNavigate()
  const { all } = useDestinations()
  const shown = all.slice(0, ROOM)
  const others = all.slice(ROOM).map(({ to, icon, label }) => ({
    label: inCurrentLanguage(label),
    icon,
    onSelect: () => void navigate({ to }),
  }))
  return (
    <nav
      aria-label={say('nav.main')}
      className="grid auto-cols-fr grid-flow-col border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {shown.map((item) => (
        <BarLink key={item.to} item={item} />
      ))}
      <PersonMenu
        side="top"
        before={others}
        trigger={
          <button type="button" className={cn(spotStyles, 'text-quiet')}>
            <MenuIcon size={20} aria-hidden />
            <span className="max-w-full truncate px-0.5">{say('nav.more')}</span>
          </button>
        }
      />
    </nav>
  )
}

function BarLink({ item }: { item: NavItem }) {
  const here = useIsHere(item.to)
  const waiting = useWaiting(item)
  const Icon = item.icon
  return (
    <Link
      to={item.to}
      aria-current={here ? 'page' : undefined}
      className={cn(spotStyles, here ? 'font-semibold text-accent' : 'text-quiet')}
    >
      <span className="relative">
        <Icon size={20} aria-hidden />
        <Count value={waiting} className="absolute -top-1.5 left-3 h-4 min-w-4 px-1" />
      </span>
      <span className="max-w-full truncate px-0.5">{inCurrentLanguage(item.label)}</span>
    </Link>
  )
}

const spotStyles =
  'flex h-14 min-w-0 flex-col items-center justify-center gap-0.5 text-2xs focus-visible:-outline-offset-2'
