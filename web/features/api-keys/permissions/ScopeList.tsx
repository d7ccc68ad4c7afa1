import type { Permission } from '#contract/permissions.ts'
import { meaningOf, permissionGroups } from './permissions.ts'
import { useWords } from './words.ts'

/** What is allowed, in sentences; the technical name beside each, for whoever writes the program. */
export function ScopeList({ scopes }: { scopes: readonly Permission[] }) {
  const say = useWords()
  const groups = permissionGroups
    .map(({ noun, permissions }) => ({ noun, held: permissions.filter((each) => scopes.includes(each)) }))
    .filter(({ held }) => held.length > 0)
  return (
    <dl className="flex flex-col gap-3 text-sm">
      {groups.map(({ noun, held }) => (
        <div key={noun}>
          <dt className="font-medium">{say(`noun.${noun}`)}</dt>
          {held.map((permission) => (
            <dd key={permission} className="mt-1 flex flex-wrap items-baseline justify-between gap-x-4">
              {meaningOf(permission)}
              <code className="font-mono text-xs text-quiet">{permission}</code>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
