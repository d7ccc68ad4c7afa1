import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SignedIn } from '#contract/team.ts'
import { ApiProblem, api } from '../../app/api.ts'
import { currentLanguage } from '../../app/i18n.ts'
import { ChoosePassword } from './ChoosePassword.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { useEntrance } from './entrance.ts'
import { isLinkOver } from './link-over.ts'
import type { LinkProps } from './ResetPassword.tsx'
import { useEnter } from './useEnter.ts'
import { useWords } from './words.ts'

export function AcceptInvitation({ link, token, onOver }: LinkProps) {
  const say = useWords()
  const navigate = useNavigate()
  const enter = useEnter('/')
  const { setEmail, setNotice } = useEntrance()
  const accept = useMutation({
    mutationFn: (password: string) => api.post<SignedIn>('/auth/invitation', { token, password }),
    onSuccess: ({ person }) => enter(person, currentLanguage()),
    onError: (error) => {
      if (isLinkOver(error)) onOver()
      if (!(error instanceof ApiProblem && error.code === 'already_joined')) return
      setEmail(link.email)
      setNotice('joined')
      void navigate({ to: '/sign-in', replace: true })
    },
  })
  const [firstName = link.name] = link.name.split(' ')
  return (
    <EntrancePage
      title={say('welcome.title', { name: firstName })}
      description={say('welcome.why', { email: link.email })}
    >
      <ChoosePassword
        link={link}
        submitLabel={say('welcome.submit')}
        error={accept.error}
        pending={accept.isPending || accept.isSuccess}
        onChoose={accept.mutate}
        onTyping={accept.reset}
      />
    </EntrancePage>
  )
}
