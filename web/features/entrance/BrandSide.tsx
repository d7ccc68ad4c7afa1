import { cn } from '../../ui/classes.ts'
import { Wordmark } from './EntranceLayout.tsx'
import { Scene } from './Scene.tsx'
import { useWords } from './words.ts'

/** For the eye only: it says nothing that somebody who cannot see it would miss. */
export function BrandSide({ className }: { className?: string }) {
  const say = useWords()
  return (
    <div
      aria-hidden
      className={cn('relative flex flex-col overflow-hidden border-r border-line bg-sunken p-8', className)}
    >
      <Sheets />
      <Wordmark className="relative" />
      <div className="relative mx-auto flex w-full max-w-120 flex-1 flex-col justify-center py-8">
        <Scene />
      </div>
      <div className="relative max-w-120">
        <p className="text-xl font-semibold text-balance">{say('brand.claim')}</p>
        <p className="mt-1.5 max-w-100 text-base text-pretty text-quiet">{say('brand.more')}</p>
      </div>
    </div>
  )
}

/** The shape of the logo, very large and hardly there. */
function Sheets() {
  return (
    <>
      <span className="absolute -top-48 -right-40 size-140 rounded-[190px_190px_190px_60px] border border-line" />
      <span className="absolute -bottom-80 -left-56 size-160 rounded-[220px_220px_70px_220px] border border-line-soft bg-paper/60" />
    </>
  )
}
