import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Link } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { ChoosePassword } from './ChoosePassword.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { useEntrance } from './entrance.ts'
import { isLinkOver } from './link-over.ts'
import { useWords } from './words.ts'

export type LinkProps = {
  link: Link
  token: string
  /** It was used or replaced while the page was open. */
  onOver: () => void
}

export function ResetPassword({ link, token, onOver }: LinkProps) {
  const say = useWords()
  const navigate = useNavigate()
  const { setEmail, setNotice } = useEntrance()
  const save = useMutation({
    mutationFn: (password: string) => api.post('/auth/password-reset/confirm', { token, password }),
    onSuccess: () => {
      setEmail(link.email)
      setNotice('passwordChanged')
      void navigate({ to: '/sign-in', replace: true })
    },
    onError: (error) => isLinkOver(error) && onOver(),
  })
  return (
    <EntrancePage title={say('reset.title')} description={say('reset.why', { email: link.email })}>
      <ChoosePassword
        link={link}
        submitLabel={say('reset.submit')}
        error={save.error}
        pending={save.isPending || save.isSuccess}
        onChoose={save.mutate}
        onTyping={save.reset}
      />
    </EntrancePage>
  )
}
