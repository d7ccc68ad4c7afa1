import { Ellipsis } from 'lucide-react'
import type { Account, BusinessNumber } from '#contract/accounts.ts'
import { IconButton } from '../../../ui/controls/IconButton.tsx'
import { type Fact, Facts } from '../../../ui/display/Facts.tsx'
import { RelativeTime } from '../../../ui/display/Times.tsx'
import { Menu } from '../../../ui/overlays/Menu.tsx'
import type { Ask } from '../asking/asking.ts'
import { useMenu } from '../list/menu.ts'
import { phoneOf } from '../phone.ts'
import { LastWebhook, Limit, NumberBadge, Quality, Speed } from '../Standing.tsx'
import { TroubleNote } from '../troubles/TroubleNote.tsx'
import { pt, useWords } from '../words.ts'

type Props = { account: Account; number: BusinessNumber; onAsk: Ask }

export function NumberCard({ account, number, onAsk }: Props) {
  const say = useWords()
  const menu = useMenu(account, onAsk)
  const { name, state, trouble } = number
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line px-4 py-3.5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-base font-medium break-words">{name}</span>
            <NumberBadge number={number} />
          </p>
          <p className="text-sm text-quiet tabular-nums">{phoneOf(number)}</p>
        </div>
        {menu && (
          <Menu
            label={name}
            entries={menu(number)}
            trigger={
              <IconButton
                icon={Ellipsis}
                size="sm"
                tooltip={false}
                label={say('menu.of', { name })}
                className="-mr-1.5"
              />
            }
          />
        )}
      </div>
      {trouble && <TroubleNote trouble={trouble} tone={state === 'paused' ? 'bad' : 'warn'} />}
      {state === 'paused' && !trouble && <p className="text-sm text-quiet">{say('number.pausedWhy')}</p>}
      <NumberFacts number={number} />
    </li>
  )
}

// Where there is room for it: seven lines of a few words each are mostly air.
const twoByTwo = 'sm:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)]'

const isKnown = (status: string): status is keyof typeof pt.status => Object.hasOwn(pt.status, status)

function NumberFacts({ number }: { number: BusinessNumber }) {
  const say = useWords()
  const { status, phoneNumberId, lastDeliveredAt } = number
  const facts: (Fact | false)[] = [
    { term: say('column.quality'), value: <Quality number={number} /> },
    { term: say('column.limit'), value: <Limit number={number} /> },
    { term: say('column.speed'), value: <Speed number={number} why /> },
    { term: say('column.webhook'), value: <LastWebhook number={number} /> },
    {
      term: say('details.delivered'),
      value: lastDeliveredAt ? <RelativeTime at={lastDeliveredAt} /> : say('details.notYet'),
    },
    status !== null && {
      term: say('details.status'),
      value: isKnown(status) ? say(`status.${status}`) : status,
    },
    { term: say('details.numberId'), value: phoneNumberId },
  ]
  return <Facts facts={facts.filter((fact) => fact !== false)} className={twoByTwo} />
}
