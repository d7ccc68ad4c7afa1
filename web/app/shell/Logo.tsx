import { cn } from '../../ui/classes.ts'

/** The "p" in a speech bubble; public/favicon.svg is the same drawing. */
export function Logo({ size = 32, className }: { size?: number; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      className={cn('shrink-0', className)}
    >
      <path
        className="fill-accent"
        d="M11 0h10a11 11 0 0 1 11 11v10a11 11 0 0 1-11 11H4a4 4 0 0 1-4-4V11A11 11 0 0 1 11 0Z"
      />
      <path
        className="stroke-accent-ink"
        fill="none"
        strokeWidth="3.2"
        strokeLinecap="round"
        d="M11.7 11.6v12.6M21 15.900a4.650 4.650 0 1 1-9.300 0a4.650 4.650 0 0 1 9.300 0Z"
      />
    </svg>
  )
}
