import type { BusinessNumber } from '#contract/accounts.ts'
import { cn } from '../../../ui/classes.ts'
import type { Column } from '../../../ui/display/Table.tsx'
import { phoneOf } from '../phone.ts'
import { LastWebhook, Limit, NumberBadge, Quality, Speed } from '../Standing.tsx'
import { titleOf, todoOf } from '../troubles/troubles.ts'
import { useWords } from '../words.ts'

type Props = { number: BusinessNumber }

export function useColumns(): Column<BusinessNumber>[] {
  const say = useWords()
  return [
    {
      key: 'number',
      header: say('column.number'),
      rowHeader: true,
      cell: (number) => <Named number={number} />,
    },
    {
      key: 'state',
      header: say('column.state'),
      width: '104px',
      cell: (number) => <NumberBadge number={number} />,
    },
    {
      key: 'quality',
      header: say('column.quality'),
      width: '112px',
      hideBelow: 'md',
      cell: (number) => <Quality number={number} />,
    },
    {
      key: 'limit',
      header: say('column.limit'),
      width: '148px',
      hideBelow: 'lg',
      cell: (number) => <Limit number={number} />,
    },
    {
      key: 'speed',
      header: say('column.speed'),
      width: '96px',
      hideBelow: 'xl',
      cell: (number) => <Speed number={number} />,
    },
    {
      key: 'webhook',
      header: say('column.webhook'),
      width: '128px',
      hideBelow: 'sm',
      cell: (number) => <LastWebhook number={number} />,
    },
  ]
}

function Named({ number }: Props) {
  const say = useWords()
  const { name, state, trouble } = number
  const phone = phoneOf(number)
  return (
    <span className="flex min-w-0 flex-col py-1">
      <span className="break-words">{name}</span>
      {phone !== name && <span className="font-normal whitespace-nowrap text-quiet">{phone}</span>}
      {trouble && (
        <span
          className={cn(
            'mt-0.5 text-xs font-normal text-pretty',
            state === 'paused' ? 'text-bad' : 'text-warn',
          )}
        >
          {titleOf(trouble.code)}. {todoOf(trouble)}
        </span>
      )}
      <span className="text-xs font-normal text-quiet sm:hidden">
        {say('column.webhook')}: <LastWebhook number={number} />
      </span>
    </span>
  )
}
