import type { ReactNode } from 'react'
import { cn } from '../classes.ts'

export type Presence = 'online' | 'away' | 'offline'

export type AvatarProps = {
  name: string
  image?: string | null | undefined
  size?: 24 | 32 | 40 | 44 | undefined
  /** The channel this person writes from, as a 10 px icon in the corner. */
  mark?: ReactNode
  presence?: Presence | undefined
  presenceLabel?: string | undefined
  className?: string | undefined
}

/** Always beside the name it stands for, so it says nothing to screen readers but who is there. */
export function Avatar({ name, image, size = 32, mark, presence, presenceLabel, className }: AvatarProps) {
  return (
    <span
      className={cn(
        'relative grid shrink-0 place-items-center rounded-full bg-line font-semibold text-ink select-none',
        sizes[size],
        className,
      )}
    >
      {image ? (
        <img src={image} alt="" className="size-full rounded-full object-cover" />
      ) : (
        <span aria-hidden>{initials(name)}</span>
      )}
      {mark && (
        <span className="absolute -right-0.75 -bottom-0.75 grid size-4.25 place-items-center rounded-full border border-line bg-surface text-quiet [&_svg]:size-2.5">
          {mark}
        </span>
      )}
      {presence && (
        <PresenceDot
          presence={presence}
          label={presenceLabel}
          className="absolute -right-0.5 -bottom-0.5 ring-2 ring-paper"
        />
      )}
    </span>
  )
}

/** Full, half or hollow: the shape says it too. */
export function PresenceDot({
  presence,
  label,
  className,
}: {
  presence: Presence
  label?: string | undefined
  className?: string
}) {
  return (
    <span
      className={cn('grid size-2.5 place-items-center overflow-hidden rounded-full bg-surface', className)}
    >
      <span className={cn('size-full rounded-full', dots[presence])} />
      {label && <span className="sr-only">{label}</span>}
    </span>
  )
}

/** "João Pedro Lima" → JP, "Maria de Souza" → MS, "@carla.fit" → @C, "+55 11 98765-4321" → 21. */
export function initials(name: string): string {
  const trimmed = name.trim()
  if (trimmed.startsWith('@')) return trimmed.slice(0, 2).toUpperCase()
  const words = (trimmed.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).filter((word) => !particles.test(word))
  if (words.length === 0) return trimmed.replace(/\D/g, '').slice(-2) || '?'
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

const particles = /^(d[aeo]s?|e)$/i

const sizes = { 24: 'size-6 text-2xs', 32: 'size-8 text-xs', 40: 'size-10 text-sm', 44: 'size-11 text-base' }

const dots: Record<Presence, string> = {
  online: 'bg-good',
  away: 'border-2 border-warn bg-linear-to-r from-warn from-50% to-transparent to-50%',
  offline: 'border-2 border-faint',
}
