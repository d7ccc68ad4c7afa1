import { Fragment } from 'react'
import { Switch } from '../../ui/controls/Switch.tsx'
import { Kbd } from '../../ui/display/Kbd.tsx'
import { Dialog } from '../../ui/overlays/Dialog.tsx'
import { allShortcuts, type Shortcut, setSingleKeys, useSingleKeys } from '../shortcuts.ts'
import { useWords } from '../words.ts'
import { keyLabels } from './strokes.ts'

export default function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const say = useWords()
  const singleKeys = useSingleKeys()
  const groups = Map.groupBy(allShortcuts(), ({ group }) => group)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={say('shortcuts.title')}
      description={say('shortcuts.intro')}
      closeLabel={say('close')}
      size="lg"
    >
      <div className="flex flex-col gap-6">
        <div className="columns-1 gap-8 sm:columns-2">
          {[...groups].map(([group, shortcuts]) => (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-xs font-semibold text-quiet">{group}</h3>
              <ul>
                {shortcuts.map((shortcut) => (
                  <Line key={shortcut.keys} {...shortcut} />
                ))}
              </ul>
            </section>
          ))}
        </div>
        <div className="border-t border-line-soft pt-4">
          <Switch
            label={say('shortcuts.singleKeys')}
            hint={say('shortcuts.singleKeysHint')}
            checked={singleKeys}
            onChange={setSingleKeys}
          />
        </div>
      </div>
    </Dialog>
  )
}

function Line({ label, keys }: Shortcut) {
  const say = useWords()
  return (
    <li className="flex min-h-8 items-center justify-between gap-4 border-b border-line-soft text-sm">
      <span className="min-w-0">{label}</span>
      <span className="flex shrink-0 items-center gap-1">
        {keyLabels(keys).map((stroke, at) => (
          <Fragment key={stroke.join('+')}>
            {at > 0 && <span className="text-xs text-faint">{say('shortcuts.next')}</span>}
            {stroke.map((key) => (
              <Kbd key={key} className="h-5 min-w-5 pointer-coarse:inline-grid">
                {key}
              </Kbd>
            ))}
          </Fragment>
        ))}
      </span>
    </li>
  )
}
