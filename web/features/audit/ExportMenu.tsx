import { Braces, ChevronDown, Download, FileSpreadsheet, X } from 'lucide-react'
import { tell, tellProblem } from '../../app/http/notices.ts'
import type { ListQuery } from '../../app/pieces/pages.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { Menu } from '../../ui/overlays/Menu.tsx'
import { useExport } from './export.ts'
import { useWords } from './words.ts'

type Props = { query: ListQuery; filtered: boolean }

export function ExportMenu({ query, filtered }: Props) {
  const say = useWords()
  const format = useFormat()
  const file = useExport({ onDone: () => tell(say('export.done')), onFailed: tellProblem })
  if (file.received !== null)
    return (
      <div className="flex items-center gap-1">
        <Button loading className="tabular-nums">
          {say('export.running', { size: format.bytes(file.received) })}
        </Button>
        <IconButton icon={X} label={say('export.cancel')} onClick={file.cancel} />
      </div>
    )
  return (
    <Menu
      label={say('export.button')}
      trigger={
        <Button icon={Download}>
          {say('export.button')}
          <ChevronDown size={16} aria-hidden className="-mr-1 text-quiet" />
        </Button>
      }
      entries={[
        { heading: say(filtered ? 'export.filtered' : 'export.everything') },
        { label: say('export.csv'), icon: FileSpreadsheet, onSelect: () => file.start(query, 'csv') },
        { label: say('export.jsonl'), icon: Braces, onSelect: () => file.start(query, 'jsonl') },
      ]}
    />
  )
}
