import { Link } from '@tanstack/react-router'
import { cn } from '../../ui/classes.ts'
import { Count } from '../../ui/display/Badge.tsx'
import { Tooltip } from '../../ui/overlays/Tooltip.tsx'
import type { NavItem } from '../feature.ts'
import { inCurrentLanguage } from '../i18n.ts'
import { useWords } from '../words.ts'
import { useDestinations, useIsHere } from './destinations.ts'
import { Logo } from './Logo.tsx'
import { PersonMenu } from './PersonMenu.tsx'

export function Rail() {
  const say = useWords()
  const { main, foot } = useDestinations()
  return (
    <nav
      aria-label={say('nav.main')}
      className="flex w-14 flex-col items-center gap-1 overflow-y-auto border-r border-line bg-sunken py-3 [scrollbar-width:none] max-sm:hidden"
    >
      <Link to="/" aria-label={say('home')} className="mb-3 rounded-[11px_11px_11px_4px]">
        <Logo />
      </Link>
      {main.map((item) => (
        <RailLink key={item.to} item={item} />
      ))}
      <div className="flex-1" />
      {foot.map((item) => (
        <RailLink key={item.to} item={item} />
      ))}
      <div className="pt-2">
        <PersonMenu side="right" />
      </div>
    </nav>
  )
}

function RailLink({ item }: { item: NavItem }) {
  const here = useIsHere(item.to)
  const waiting = useWaiting(item)
  const label = inCurrentLanguage(item.label)
  const Icon = item.icon
  return (
    <Tooltip label={label} hint={`G ${item.goKey.toUpperCase()}`} side="right">
      <Link
        to={item.to}
        aria-current={here ? 'page' : undefined}
        className={cn(
          'relative grid size-10 shrink-0 place-items-center rounded-lg border border-transparent transition-[background-color,color] pointer-coarse:size-11',
          here
            ? 'border-line bg-surface text-accent shadow-raised'
            : 'text-quiet hover:bg-hover hover:text-ink',
        )}
      >
        <Icon size={20} aria-hidden />
        <span className="sr-only">{label}</span>
        <Count value={waiting} className="absolute top-0.5 right-0.5 h-4 min-w-4 px-1" />
      </Link>
    </Tooltip>
  )
}

const none = () => 0
/** An item keeps its hook for as long as it lives, so the rules of hooks hold. */
export const useWaiting = ({ useBadge = none }: NavItem) => useBadge()
