import { useLanguage } from '../../app/i18n.ts'
import { useCan } from '../../app/session.ts'
import { useTitle } from '../../app/title.ts'
import { useNow } from '../../ui/display/now.ts'
import { Page, PageHeader } from '../../ui/layout/Page.tsx'
import { PresenceControl } from '../presence/PresenceControl.tsx'
import { Colleagues } from './Colleagues.tsx'
import { Nudge } from './Nudge.tsx'
import { ServerHealth } from './ServerHealth.tsx'
import { useFirstName } from './useFirstName.ts'
import { useWords } from './words.ts'

export function Overview() {
  const say = useWords()
  const leads = useCan('operations:read')
  useTitle(say('home.title'))
  return (
    <Page width="form">
      <Greeting />
      <Nudge />
      <div className={leads ? 'grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_320px]' : ''}>
        <Colleagues />
        {leads && <ServerHealth />}
      </div>
    </Page>
  )
}

function Greeting() {
  const say = useWords()
  const name = useFirstName()
  const now = useNow()
  const language = useLanguage()
  const part = partOfDay(now.getHours())
  const tongue = language === 'en' ? 'en-GB' : language
  const day = new Intl.DateTimeFormat(tongue, { weekday: 'long', day: 'numeric', month: 'long' }).format(now)
  return (
    <PageHeader
      title={name ? say(`home.${part}`, { name }) : say(`home.${part}Alone`)}
      description={<span className="inline-block first-letter:uppercase">{day}</span>}
      actions={<PresenceControl />}
    />
  )
}

function partOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour >= 5 && hour < 12) return 'morning'
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening'
}
