import { cn } from '../classes.ts'
import { Specimen } from './Specimen.tsx'
import { useGalleryWords } from './words.ts'

export function Foundations() {
  const { foundations: say } = useGalleryWords()
  return (
    <>
      <Specimen title={say.colours} className="grid grid-cols-[repeat(auto-fill,minmax(112px,1fr))]">
        {colours.map(([name, className]) => (
          <div key={name} className="flex flex-col gap-1">
            <div
              className={cn(
                'grid h-14 place-items-center rounded-lg border border-line text-lg font-semibold',
                className,
              )}
            >
              <span aria-hidden>Aa</span>
            </div>
            <code className="font-sans text-xs text-quiet">{name}</code>
          </div>
        ))}
      </Specimen>
      <Specimen title={say.type} className="flex-col items-start gap-2">
        {sizes.map(([pixels, className]) => (
          <p key={pixels} className="flex items-baseline gap-4">
            <span className="w-6 shrink-0 text-right text-xs text-quiet tabular-nums">{pixels}</span>
            <span className={className}>{say.sentence}</span>
          </p>
        ))}
      </Specimen>
      <Specimen title={say.shape}>
        {shapes.map(([name, className]) => (
          <div
            key={name}
            className={cn(
              'grid h-16 w-28 place-items-center border border-line bg-surface text-xs text-quiet',
              className,
            )}
          >
            {name}
          </div>
        ))}
      </Specimen>
    </>
  )
}

const colours = [
  ['paper', 'bg-paper'],
  ['surface', 'bg-surface'],
  ['sunken', 'bg-sunken'],
  ['ink', 'bg-ink text-paper'],
  ['quiet', 'bg-paper text-quiet'],
  ['faint', 'bg-paper text-faint'],
  ['accent', 'bg-accent text-accent-ink'],
  ['accent-tint', 'bg-accent-tint text-accent'],
  ['bot-tint', 'bg-bot-tint text-bot-ink'],
  ['note-tint', 'bg-note-tint text-note-ink'],
  ['good-tint', 'bg-good-tint text-good'],
  ['warn-tint', 'bg-warn-tint text-warn'],
  ['bad-tint', 'bg-bad-tint text-bad'],
  ['bad', 'bg-bad text-bad-ink'],
] as const

const sizes = [
  [28, 'text-2xl font-semibold'],
  [20, 'text-xl font-semibold'],
  [16, 'text-lg font-semibold'],
  [14, 'text-base'],
  [13, 'text-sm'],
  [12, 'text-xs'],
] as const

const shapes = [
  ['8', 'rounded-md'],
  ['10', 'rounded-lg shadow-raised'],
  ['14', 'rounded-xl shadow-float border-transparent'],
  ['14 14 14 5', 'rounded-xl rounded-bl-[5px]'],
] as const
