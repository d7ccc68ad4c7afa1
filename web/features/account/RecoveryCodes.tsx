import { Check, Copy, Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { usePerson } from '../../app/session.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { copyText } from '../../ui/display/clipboard.ts'
import { useFormat } from '../../ui/display/format.ts'
import { download, print } from './keep.ts'
import { useWords } from './words.ts'

/** Shown once. Three ways to keep them, because a locked-out person has only what they kept. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const say = useWords()
  const format = useFormat()
  const { email } = usePerson()
  const [copied, setCopied] = useState<boolean>()
  const sheet = {
    heading: say('codes.heading'),
    lines: [
      say('codes.madeFor', { email, date: format.date(new Date()) }),
      '',
      ...codes,
      '',
      say('codes.once'),
    ],
  }
  const copy = async () => setCopied(await copyText(codes.join('\n')))
  return (
    <div className="flex flex-col gap-3">
      <ul
        aria-label={say('codes.label')}
        className="grid grid-cols-2 gap-x-4 gap-y-1.5 rounded-lg border border-line bg-sunken px-4 py-3 text-center font-mono text-base select-text"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon={copied ? Check : Copy} onClick={copy}>
          {say(copied ? 'codes.copied' : 'codes.copy')}
        </Button>
        <Button icon={Download} onClick={() => download(say('codes.file'), sheet)}>
          {say('codes.download')}
        </Button>
        <Button icon={Printer} onClick={() => print(sheet)}>
          {say('codes.print')}
        </Button>
      </div>
      <p role="status" className={copied === false ? 'text-xs text-bad' : 'sr-only'}>
        {copied === undefined ? '' : say(copied ? 'codes.copied' : 'codes.copyFailed')}
      </p>
    </div>
  )
}
