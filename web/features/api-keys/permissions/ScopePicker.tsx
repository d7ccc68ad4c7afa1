import type { Permission } from '#contract/permissions.ts'
import { Checkbox } from '../../../ui/controls/Checkbox.tsx'
import { forKeys, meaningOf, type PermissionGroup } from './permissions.ts'
import { useWords } from './words.ts'

type Props = { scopes: readonly Permission[]; onChange: (scopes: Permission[]) => void }

export function ScopePicker({ scopes, onChange }: Props) {
  const set = (changed: readonly Permission[], held: boolean) => {
    const others = scopes.filter((each) => !changed.includes(each))
    onChange(held ? [...others, ...changed] : others)
  }
  return (
    <div className="flex flex-col divide-y divide-line-soft rounded-lg border border-line">
      {forKeys.map((group) => (
        <Group key={group.noun} group={group} scopes={scopes} onSet={set} />
      ))}
    </div>
  )
}

type GroupProps = {
  group: PermissionGroup
  scopes: readonly Permission[]
  onSet: (changed: readonly Permission[], held: boolean) => void
}

function Group({ group: { noun, permissions }, scopes, onSet }: GroupProps) {
  const say = useWords()
  const held = permissions.filter((each) => scopes.includes(each))
  const all = held.length === permissions.length
  const name = say(`noun.${noun}`)
  return (
    <fieldset className="flex flex-col px-3 py-3">
      <legend className="sr-only">{name}</legend>
      <Checkbox
        label={<span className="font-semibold">{name}</span>}
        checked={all}
        indeterminate={held.length > 0 && !all}
        onChange={(checked) => onSet(permissions, checked)}
      />
      {permissions.length > 1 && (
        <div className="mt-2 flex flex-col gap-2 pl-6 pointer-coarse:mt-0 pointer-coarse:gap-0">
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              label={meaningOf(permission)}
              checked={scopes.includes(permission)}
              onChange={(checked) => onSet([permission], checked)}
            />
          ))}
        </div>
      )}
      {permissions.length === 1 && permissions[0] && (
        <p className="pl-6 text-sm text-quiet">{meaningOf(permissions[0])}</p>
      )}
    </fieldset>
  )
}
