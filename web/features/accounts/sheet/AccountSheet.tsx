import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Account } from '#contract/accounts.ts'
import { useLast, useTurn } from '../../../app/pieces/act.ts'
import { LoadProblem } from '../../../app/pieces/LoadProblem.tsx'
import { useWords as useShell } from '../../../app/words.ts'
import { SkeletonText } from '../../../ui/feedback/Skeleton.tsx'
import { Sheet } from '../../../ui/overlays/Sheet.tsx'
import { accountQuery, knownAccount } from '../accounts.ts'
import type { Ask } from '../asking/asking.ts'
import { phoneOf } from '../phone.ts'
import { useWords } from '../words.ts'
import { AccountDetails } from './AccountDetails.tsx'

type Props = { id: string | undefined; onClose: () => void; onAsk: Ask }

export function AccountSheet({ id, ...props }: Props) {
  const shown = useLast(id)
  const turn = useTurn(Boolean(id))
  if (!shown) return null
  return <OpenSheet key={`${turn} ${shown}`} id={shown} open={Boolean(id)} {...props} />
}

function OpenSheet({ id, open, onClose, onAsk }: Omit<Props, 'id'> & { id: string; open: boolean }) {
  const say = useWords()
  const shell = useShell()
  const client = useQueryClient()
  const account = useQuery({
    ...accountQuery(id),
    placeholderData: () => knownAccount(client, id),
    // What was removed here is asked for once more while its sheet slides away.
    enabled: open,
  })
  const offline = account.fetchStatus === 'paused'
  return (
    <Sheet
      size="lg"
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={account.data?.name ?? say('details.title')}
      description={account.data && phonesOf(account.data)}
      closeLabel={shell('close')}
    >
      {account.data ? (
        <AccountDetails account={account.data} onAsk={onAsk} />
      ) : account.error || offline ? (
        <LoadProblem
          compact
          title={say('details.loadFailed')}
          error={account.error}
          offline={offline}
          onRetry={() => void account.refetch()}
          retrying={account.isFetching}
        />
      ) : (
        <SkeletonText lines={8} className="pt-2" />
      )}
    </Sheet>
  )
}

const phonesOf = ({ numbers }: Account) => numbers.slice(0, 3).map(phoneOf).join(' · ')
