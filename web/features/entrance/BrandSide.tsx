import { cn } from '../../ui/classes.ts'
import { Scene } from './Scene.tsx'
import { Wordmark } from './Wordmark.tsx'
import { useWords } from './words.ts'

/** For the eye only: it says nothing that somebody who cannot see it would miss. */
export function BrandSide({ className }: { className?: string }) {
  const say = useWords()
  return (
    <div
      aria-hidden
      className={cn(
        'sticky top-0 flex h-dvh overflow-hidden border-r border-line bg-sunken px-10 py-8',
        className,
      )}
    >
      <div className="mx-auto flex w-full max-w-128 flex-col">
        <Wordmark />
        <div className="flex flex-1 flex-col justify-center py-8">
          <Sheet>
            <Scene />
          </Sheet>
        </div>
        <p className="text-2xl font-semibold text-balance [@media(max-height:700px)]:hidden">
          {say('brand.claim')}
        </p>
        <p className="mt-2 max-w-104 text-base text-pretty text-quiet [@media(max-height:740px)]:hidden">
          {say('brand.more')}
        </p>
      </div>
    </div>
  )
}

/** The shape of the logo, as large as a page, and a second one under it: said and answered. */
function Sheet({ children }: { children: React.ReactNode }) {
  return (
    <div className="relative">
      <div className="absolute -inset-x-3 top-6 -bottom-4 rounded-[32px_32px_10px_32px] border border-accent-line bg-accent-tint" />
      <div className="relative rounded-[32px_32px_32px_10px] border border-line bg-paper px-7 py-8">
        {children}
      </div>
    </div>
  )
}
