import {
  Archive,
  ArrowRightLeft,
  BellOff,
  Check,
  Ellipsis,
  Plus,
  Search,
  StickyNote,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { IconButton } from '../controls/IconButton.tsx'
import { Kbd } from '../display/Kbd.tsx'
import { Menu } from '../overlays/Menu.tsx'
import { Tooltip } from '../overlays/Tooltip.tsx'
import { Specimen } from './Specimen.tsx'
import { useGalleryWords } from './words.ts'

export function Actions() {
  const { actions: say } = useGalleryWords()
  return (
    <>
      <Specimen title={say.variants}>
        <Button variant="primary" hint="E">
          {say.primary}
        </Button>
        <Button icon={ArrowRightLeft} hint="T">
          {say.secondary}
        </Button>
        <Button variant="ghost">{say.ghost}</Button>
        <Button variant="danger" icon={Trash2}>
          {say.danger}
        </Button>
      </Specimen>
      <Specimen title={say.sizes}>
        <Button size="sm">{say.small}</Button>
        <Button>{say.medium}</Button>
        <Button size="lg">{say.large}</Button>
        <Button size="lg" variant="primary" icon={Plus}>
          {say.large}
        </Button>
      </Specimen>
      <Specimen title={say.states}>
        <Button variant="primary" loading>
          {say.loading}
        </Button>
        <Button loading>{say.loading}</Button>
        <Button variant="primary" disabled>
          {say.disabled}
        </Button>
        <Button disabled>{say.disabled}</Button>
        <Button variant="danger" disabled>
          {say.disabled}
        </Button>
      </Specimen>
      <Specimen title={say.icons}>
        <IconButton icon={Search} label={say.search} hint="/" />
        <IconButton icon={Search} label={say.search} size="sm" />
        <IconButton icon={Plus} label={say.more} variant="secondary" />
        <Pressable />
        <IconButton icon={Trash2} label={say.remove} variant="danger" />
        <IconButton icon={Check} label={say.loading} loading />
        <IconButton icon={Check} label={say.disabled} disabled />
        <Tooltip label={say.tooltip} hint="?">
          <Button variant="ghost">
            {say.tooltip} <Kbd>?</Kbd>
          </Button>
        </Tooltip>
      </Specimen>
      <Specimen title={say.menu}>
        <SampleMenu />
      </Specimen>
    </>
  )
}

function Pressable() {
  const { actions: say } = useGalleryWords()
  const [pressed, setPressed] = useState(true)
  return (
    <IconButton icon={StickyNote} label={say.note} pressed={pressed} onClick={() => setPressed(!pressed)} />
  )
}

function SampleMenu() {
  const { actions: say } = useGalleryWords()
  const [muted, setMuted] = useState(true)
  const nothing = () => undefined
  return (
    <Menu
      align="start"
      trigger={<Button icon={Ellipsis}>{say.open}</Button>}
      entries={[
        { heading: say.assign },
        { label: 'Luísa Prado', checked: true, onSelect: nothing },
        { label: 'Marcos Vieira', checked: false, onSelect: nothing },
        'separator',
        { label: say.mute, icon: BellOff, checked: muted, onSelect: () => setMuted(!muted) },
        { label: say.archive, icon: Archive, hint: 'A', onSelect: nothing },
        { label: say.disabled, icon: Check, disabled: true, onSelect: nothing },
        'separator',
        { label: say.remove, icon: Trash2, danger: true, onSelect: nothing },
      ]}
    />
  )
}
