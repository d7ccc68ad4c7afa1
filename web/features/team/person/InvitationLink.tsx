import { Mail } from 'lucide-react'
import type { Invitation, Operator } from '#contract/team.ts'
import { Copyable } from '../../../app/pieces/Copyable.tsx'
import { buttonStyles } from '../../../ui/controls/Button.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'

type Props = { person: Operator; invitation: Invitation }

/** The address is given even where a mail went out, for mails get lost. */
export function InvitationLink({ person, invitation }: Props) {
  const say = useWords()
  const format = useFormat()
  const { name, email = '' } = person
  const until = format.dateTime(new Date(invitation.expiresAt))
  const letter = new URLSearchParams({
    subject: say('invited.subject'),
    body: say('invited.body', { name, url: invitation.url, until }),
  })
  return (
    <div className="flex flex-col gap-4">
      <Callout tone={invitation.mailed ? 'good' : 'info'}>
        {invitation.mailed ? say('invited.mailed', { email }) : say('invited.handOver', { name })}
      </Callout>
      <Copyable label={say('invited.link')} value={invitation.url} hint={say('invited.once', { until })} />
      {!invitation.mailed && (
        // Mail programs take a + for a plus.
        <a
          href={`mailto:${email}?${letter.toString().replaceAll('+', '%20')}`}
          className={buttonStyles({ className: 'self-start' })}
        >
          <Mail size={16} aria-hidden />
          {say('invited.write')}
        </a>
      )}
    </div>
  )
}
