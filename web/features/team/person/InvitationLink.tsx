import { Mail } from 'lucide-react'
import type { Invitation, Operator } from '#contract/team.ts'
import { buttonStyles } from '../../../ui/controls/Button.tsx'
import { useFormat } from '../../../ui/display/format.ts'
import { Callout } from '../../../ui/feedback/Callout.tsx'
import { useWords } from '../words.ts'
import { HandedLink, SureToLeave } from './HandedLink.tsx'

type Props = { person: Operator; invitation: Invitation; leaving: boolean }

/** The address is given even where a mail went out, for mails get lost. */
export function InvitationLink({ person, invitation, leaving }: Props) {
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
      {leaving ? (
        <SureToLeave />
      ) : (
        <Callout tone={invitation.mailed ? 'good' : 'info'}>
          {invitation.mailed ? say('invited.mailed', { email }) : say('invited.handOver', { name })}
        </Callout>
      )}
      <HandedLink label={say('invited.link')} url={invitation.url} hint={say('invited.once', { until })} />
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
