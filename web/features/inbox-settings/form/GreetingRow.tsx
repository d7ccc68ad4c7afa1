import { Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { Field } from '../../../ui/controls/Field.tsx'
import { Textarea } from '../../../ui/controls/Textarea.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { SettingsRow } from '../../../ui/layout/Settings.tsx'
import { useWords } from '../words.ts'
import { limits } from './draft.ts'

type Props = { greeting: string; onChange: (greeting: string) => void }

export function GreetingRow({ greeting, onChange }: Props) {
  const say = useWords()
  const format = useFormat()
  const length = greeting.trim().length
  const most = format.number(limits.greeting)
  return (
    <SettingsRow title={say('greeting')} description={say('greetingWhy')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={say('greetingText')}
          aside={
            <span className="tabular-nums">{say('length', { length: format.number(length), most })}</span>
          }
          error={length > limits.greeting ? say('tooLong', { most }) : null}
        >
          <Textarea
            rows={5}
            className="min-h-30"
            value={greeting}
            placeholder={say('greetingPlaceholder')}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
        <Preview greeting={greeting.trim()} />
      </div>
    </SettingsRow>
  )
}

/** The two bubbles with which a conversation begins. */
function Preview({ greeting }: { greeting: string }) {
  const say = useWords()
  return (
    <figure className="m-0 flex min-w-0 flex-col gap-1.5">
      <figcaption className="text-sm font-medium">{say('preview')}</figcaption>
      <div className="flex flex-1 flex-col gap-2 rounded-md border border-line bg-paper p-3 text-base">
        <p className="max-w-[85%] self-start rounded-[14px_14px_14px_5px] border border-line bg-surface px-3 py-1.5">
          {say('previewCustomer')}
        </p>
        {greeting ? <Answer>{greeting}</Answer> : <p className="text-sm text-quiet">{say('noGreeting')}</p>}
      </div>
    </figure>
  )
}

function Answer({ children }: { children: ReactNode }) {
  const say = useWords()
  return (
    <div className="max-w-[85%] min-w-0 self-end rounded-[14px_14px_5px_14px] border border-bot-line bg-bot-tint px-3 py-1.5">
      <p className="flex items-center gap-1 text-2xs font-semibold text-bot-ink">
        <Sparkles size={12} aria-hidden className="stroke-2!" />
        {say('automatic')}
      </p>
      <p className="break-words whitespace-pre-wrap">{children}</p>
    </div>
  )
}
