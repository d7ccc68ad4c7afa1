import type { ApiKey } from '#contract/api-keys.ts'
import { ApiProblem } from '../../app/api.ts'
import { explain } from '../../app/http/explain.ts'
import { tell } from '../../app/http/notices.ts'
import { useLast, useTurn } from '../../app/pieces/act.ts'
import { Confirm } from '../../app/pieces/Confirm.tsx'
import { useFormat } from '../../ui/display/format.ts'
import { useRevokeKey } from './keys.ts'
import { useWords } from './words.ts'

type Props = { apiKey: ApiKey | null; onClose: () => void; onRevoked: () => void }

export function RevokeDialog({ apiKey, ...props }: Props) {
  const turn = useTurn(apiKey !== null)
  const shown = useLast(apiKey)
  return shown && <Revoking key={turn} apiKey={shown} open={apiKey !== null} {...props} />
}

type DialogProps = Props & { apiKey: ApiKey; open: boolean }

function Revoking({ apiKey, open, onClose, onRevoked }: DialogProps) {
  const say = useWords()
  const format = useFormat()
  const revoke = useRevokeKey()
  const { name, lastUsedAt } = apiKey
  const done = () => {
    tell(say('revoking.done', { name }))
    onClose()
    onRevoked()
  }
  const gone = revoke.error instanceof ApiProblem && revoke.error.status === 404
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('revoking.title', { name })}
      confirmLabel={say('revoking.submit')}
      onConfirm={() => revoke.mutate(apiKey, { onSuccess: done })}
      loading={revoke.isPending}
      error={revoke.error && (gone ? say('revoking.already') : explain(revoke.error))}
    >
      <p>{say('revoking.now')}</p>
      <p>
        {lastUsedAt
          ? say('revoking.lastUsed', { when: format.dateTime(new Date(lastUsedAt)) })
          : say('revoking.neverUsed')}
      </p>
      <p>{say('revoking.back')}</p>
    </Confirm>
  )
}
