import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink, useLocation } from '@tanstack/react-router'
import { LinkIcon } from 'lucide-react'
import type { Link, LinkPurpose } from '#contract/team.ts'
import { ApiProblem, api } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { useTitle } from '../../app/title.ts'
import { buttonStyles } from '../../ui/controls/Button.tsx'
import { ErrorState } from '../../ui/feedback/ErrorState.tsx'
import { Skeleton } from '../../ui/feedback/Skeleton.tsx'
import { AcceptInvitation } from './AcceptInvitation.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { isLinkOver } from './link-over.ts'
import { ResetPassword } from './ResetPassword.tsx'
import { useWords } from './words.ts'

export const ResetPage = () => <LinkPage purpose="password_reset" />
export const WelcomePage = () => <LinkPage purpose="invitation" />

/** Where a one-time link leads. What it is for is what the server says, whatever address it was pasted behind. */
function LinkPage({ purpose }: { purpose: LinkPurpose }) {
  const say = useWords()
  const token = useLocation({ select: ({ hash }) => hash })
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => api.post<Link>('/auth/links', { token }, { signal }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  useTitle(say(purpose === 'invitation' ? 'welcome.submit' : 'reset.title'))
  if (!token || isOver(link.error)) return <LinkOver purpose={purpose} />
  if (link.error) {
    return (
      <ErrorState
        title={say('link.failed')}
        retryLabel={say('link.retry')}
        onRetry={() => void link.refetch()}
        retrying={link.isFetching}
      >
        {explain(link.error)}
      </ErrorState>
    )
  }
  if (!link.data) return <Checking />
  const onOver = () => void link.refetch()
  return link.data.purpose === 'invitation' ? (
    <AcceptInvitation link={link.data} token={token} onOver={onOver} />
  ) : (
    <ResetPassword link={link.data} token={token} onOver={onOver} />
  )
}

// What cannot even be a token is no better than one that is over.
const isOver = (error: unknown) => isLinkOver(error) || (error instanceof ApiProblem && error.status === 422)

function LinkOver({ purpose }: { purpose: LinkPurpose }) {
  const say = useWords()
  const page = purpose === 'invitation' ? 'welcome' : 'reset'
  return (
    <EntrancePage title={say(`${page}.overTitle`)} description={say(`${page}.over`)}>
      <div className="flex flex-wrap gap-2">
        {purpose === 'password_reset' && (
          <RouterLink to="/forgot-password" className={buttonStyles({ variant: 'primary', size: 'lg' })}>
            <LinkIcon size={16} aria-hidden />
            {say('reset.askAgain')}
          </RouterLink>
        )}
        <RouterLink
          to="/sign-in"
          className={buttonStyles({
            variant: purpose === 'invitation' ? 'primary' : 'secondary',
            size: 'lg',
          })}
        >
          {say('signIn.submit')}
        </RouterLink>
      </div>
    </EntrancePage>
  )
}

function Checking() {
  const say = useWords()
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{say('link.checking')}</span>
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-4 w-72 max-w-full" />
      <Skeleton className="mt-5 h-10 w-full" />
      <Skeleton className="mt-2 h-10 w-full" />
    </div>
  )
}
