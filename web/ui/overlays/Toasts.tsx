import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { type CSSProperties, useEffect } from 'react'
import { Toaster, toast } from 'sonner'
import { cn } from '../classes.ts'
import { IconButton } from '../controls/IconButton.tsx'
import type { Icon } from '../icon.ts'
import { hang, type Notice } from './notify.ts'

/** Once, at the top of the app, loaded lazily. */
export default function Toasts({ label }: { label: string }) {
  useEffect(() => hang({ show, take: (id) => void toast.dismiss(id) }), [])
  return (
    <Toaster
      containerAriaLabel={label}
      position="bottom-center"
      visibleToasts={4}
      gap={8}
      offset={20}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      toastOptions={{ unstyled: true, className: 'w-(--width) max-[600px]:w-[calc(100%-24px)]' }}
      style={{ '--width': '380px', fontFamily: 'inherit' } as CSSProperties} // sonner reads its width from there
    />
  )
}

/** Bad news stays until it is read; the rest leaves after a while, later when there is something to undo. */
function show(notice: Notice): void {
  const duration = notice.tone === 'bad' ? Number.POSITIVE_INFINITY : notice.action ? 10_000 : 5_000
  const close = (key: string | number) => void toast.dismiss(key)
  toast.custom((key) => <Sheet notice={notice} onClose={() => close(key)} />, {
    duration,
    ...(notice.id && { id: notice.id }),
  })
}

function Sheet({ notice, onClose }: { notice: Notice; onClose: () => void }) {
  const { title, detail, tone = 'plain', action, closeLabel } = notice
  const { icon: Icon, colour } = marks[tone]
  return (
    <div className="flex w-full items-start gap-2.5 rounded-lg bg-surface py-2 pr-1.5 pl-3 text-ink shadow-float">
      <Icon size={18} aria-hidden className={cn('mt-1', colour)} />
      <div className="min-w-0 flex-1 py-1">
        <p className="text-sm font-medium">{title}</p>
        {detail && <p className="mt-0.5 text-xs text-quiet">{detail}</p>}
      </div>
      {action && (
        <button
          type="button"
          className="control-dense rounded-[6px] px-2 text-sm font-semibold text-accent hover:bg-accent-tint"
          onClick={() => {
            action.run()
            onClose()
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton icon={X} label={closeLabel} size="sm" tooltip={false} onClick={onClose} />
    </div>
  )
}

const marks: Record<NonNullable<Notice['tone']>, { icon: Icon; colour: string }> = {
  plain: { icon: Info, colour: 'text-quiet' },
  good: { icon: CircleCheck, colour: 'text-good' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  bad: { icon: CircleAlert, colour: 'text-bad' },
}
