import { Command as Cmdk } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { cn } from '../ui/classes.ts'
import { plain } from '../ui/controls/plain.ts'
import { Kbd } from '../ui/display/Kbd.tsx'
import { veilStyles } from '../ui/overlays/Dialog.tsx'
import { floatStyles } from '../ui/overlays/Menu.tsx'
import { allCommands, type Command } from './keys/commands.ts'
import { keyLabels } from './keys/strokes.ts'
import { useWords } from './words.ts'

export default function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const say = useWords()
  const [text, setText] = useState('')
  const close = () => {
    onOpenChange(false)
    setText('')
  }
  const choose = (command: Command) => {
    close()
    command.run()
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Dialog.Portal>
        <Dialog.Overlay className={veilStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(
            floatStyles,
            'fixed inset-x-2 top-[10dvh] mx-auto max-w-150 overflow-hidden rounded-xl outline-0',
          )}
        >
          <Dialog.Title className="sr-only">{say('palette.title')}</Dialog.Title>
          <Cmdk label={say('palette.title')} loop filter={matches}>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search size={18} aria-hidden className="text-faint" />
              <Cmdk.Input
                value={text}
                onValueChange={setText}
                placeholder={say('palette.placeholder')}
                className="h-12 min-w-0 flex-1 bg-transparent text-lg font-normal tracking-normal outline-0"
              />
              <Kbd>{keyLabels('escape').join('')}</Kbd>
            </div>
            <Cmdk.List className="max-h-[min(60dvh,420px)] scroll-py-1 overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-4 py-10 text-center text-base text-quiet">
                {say('palette.empty', { text })}
              </Cmdk.Empty>
              {[...Map.groupBy(allCommands(), ({ group }) => group)].map(([group, commands]) => (
                <Cmdk.Group key={group} heading={group} className={groupStyles}>
                  {commands.map((command) => (
                    <Line key={command.id} command={command} onChoose={choose} />
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Line({ command, onChoose }: { command: Command; onChoose: (command: Command) => void }) {
  const { icon: Icon, label, group, keywords = [], keys } = command
  return (
    <Cmdk.Item
      value={command.id}
      keywords={[label, group, ...keywords]}
      onSelect={() => onChoose(command)}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-base data-[selected=true]:bg-hover pointer-coarse:h-12"
    >
      {Icon ? <Icon size={16} aria-hidden className="text-quiet" /> : <span className="w-4" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys && (
        <span className="flex gap-1">
          {keyLabels(keys)
            .flat()
            .map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
        </span>
      )}
    </Cmdk.Item>
  )
}

/** Every word typed must begin a word of the command: "ca nov" finds "Nova campanha". The label counts more than its synonyms. */
function matches(_: string, typed: string, keywords: string[] = []): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  const begins = (text: string) =>
    wanted.every((part) =>
      plain(text)
        .split(/[\s:/-]+/)
        .some((word) => word.startsWith(part)),
    )
  if (begins(keywords[0] ?? '')) return 1
  return begins(keywords.join(' ')) ? 0.5 : 0
}

const groupStyles =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-quiet'
