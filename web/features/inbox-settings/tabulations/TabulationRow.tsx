import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import type { Tabulation } from '#contract/conversations.ts'
import { tellProblem } from '../../../app/http/notices.ts'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { Switch } from '../../../ui/controls/Switch.tsx'
import { Menu } from '../../../ui/overlays/Menu.tsx'
import { useWords } from '../words.ts'
import { useSwitch } from './tabulations.ts'

type Props = { tabulation: Tabulation; onEdit: () => void; onRemove: () => void }

export function TabulationRow({ tabulation, onEdit, onRemove }: Props) {
  const say = useWords()
  const { mutate: turn } = useSwitch()
  const { id, name, description, active } = tabulation
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className={active ? 'text-base break-words' : 'text-base break-words text-quiet'}>{name}</p>
        {description && <p className="text-sm text-pretty text-quiet">{description}</p>}
      </div>
      <Switch
        hideLabel
        label={say('tabulation.inUse', { name })}
        checked={active}
        onChange={(on) => turn({ id, active: on }, { onError: tellProblem })}
      />
      <Menu
        label={name}
        trigger={
          <IconButton
            icon={Ellipsis}
            size="sm"
            tooltip={false}
            label={say('tabulation.actions', { name })}
            className="-mr-1.5"
          />
        }
        entries={[
          { label: say('tabulation.edit'), icon: Pencil, onSelect: onEdit },
          'separator',
          {
            label: say('tabulation.remove'),
            icon: Trash2,
            danger: true,
            onSelect: onRemove,
          },
        ]}
      />
    </li>
  )
}
