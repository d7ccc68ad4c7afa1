import { CopyField } from '../../ui/display/CopyField.tsx'
import { useWords } from './words.ts'

type Props = { label: string; value: string; hint?: string | undefined }

/** Something that leaves by the clipboard: a link, a key, a command. */
export function Copyable(props: Props) {
  const say = useWords()
  return (
    <CopyField
      {...props}
      copyLabel={say('copy')}
      copiedLabel={say('copied')}
      failedLabel={say('copyFailed')}
    />
  )
}
