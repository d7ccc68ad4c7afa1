import { cn } from '../classes.ts'

/** Silent by itself: what is busy says so with aria-busy, or gives a label. */
export function Spinner({
  size = 20,
  label,
  className,
}: {
  size?: 16 | 20 | 28
  label?: string
  className?: string
}) {
  return (
    <span role={label ? 'status' : undefined} className={cn('inline-grid shrink-0', className)}>
      <svg
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        aria-hidden="true"
        className="animate-spin"
      >
        <circle cx="10" cy="10" r="7.5" stroke="currentColor" strokeOpacity="0.22" strokeWidth="2.25" />
        <path
          d="M17.500 10A7.500 7.500 0 0 0 10 2.500"
          stroke="currentColor"
          strokeWidth="2.25"
          strokeLinecap="round"
        />
      </svg>
      {label && <span className="sr-only">{label}</span>}
    </span>
  )
}
