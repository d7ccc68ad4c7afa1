import type { BusinessNumber } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { Confirm } from '../../../app/pieces/Confirm.tsx'
import { useRemoveNumber } from '../accounts.ts'
import { phoneOf } from '../phone.ts'
import { whyNot } from '../refusals.ts'
import { useWords } from '../words.ts'

type Props = { number: BusinessNumber; open: boolean; onClose: () => void }

export function RemoveNumberDialog({ number, open, onClose }: Props) {
  const say = useWords()
  const remove = useRemoveNumber(number)
  const done = () => {
    tell(say('told.numberRemoved', { name: number.name }))
    onClose()
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={say('removingNumber.title')}
      confirmLabel={say('removingNumber.submit')}
      onConfirm={() => remove.mutate(undefined, { onSuccess: done })}
      loading={remove.isPending}
      error={remove.error && whyNot(remove.error)}
    >
      <p className="font-medium break-words text-ink">
        {number.name} · {phoneOf(number)}
      </p>
      <p>{say('removingNumber.why')}</p>
    </Confirm>
  )
}
