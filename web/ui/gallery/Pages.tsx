import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { Field } from '../controls/Field.tsx'
import { Input } from '../controls/Input.tsx'
import { PasswordInput } from '../controls/PasswordInput.tsx'
import { Switch } from '../controls/Switch.tsx'
import { Textarea } from '../controls/Textarea.tsx'
import { Avatar } from '../display/Avatar.tsx'
import { Badge } from '../display/Badge.tsx'
import { PageHeader } from '../layout/Page.tsx'
import { Panel } from '../layout/Panel.tsx'
import { SettingsRow, SettingsSection } from '../layout/Settings.tsx'
import { Tabs } from '../layout/Tabs.tsx'
import { useGalleryWords } from './words.ts'

export function Pages() {
  const { page: say, save } = useGalleryWords()
  const [tab, setTab] = useState('0')
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={say.screen}
        badge={
          <Badge tone="good" dot>
            {say.active}
          </Badge>
        }
        description={say.screenWhy}
        actions={<Button variant="primary">{save}</Button>}
      />
      <Tabs
        label={say.tabs}
        value={tab}
        onChange={setTab}
        tabs={say.tabList
          .split('|')
          .map((label, at) => ({ value: `${at}`, label, ...(at === 2 && { count: 12 }) }))}
        listClassName="px-0"
      />
      <Hours />
      <Careful />
      <div className="grid items-start gap-6 @3xl:grid-cols-2">
        <SignIn />
        <Team />
      </div>
    </div>
  )
}

function Hours() {
  const { page: say } = useGalleryWords()
  return (
    <SettingsSection title={say.hours} description={say.hoursWhy}>
      <SettingsRow
        title={say.weekdays}
        description={say.weekdaysWhy}
        control={<Button>{say.change}</Button>}
      />
      <SettingsRow
        title={say.auto}
        description={say.autoWhy}
        control={<Switch label={say.auto} hideLabel defaultChecked />}
      />
      <SettingsRow
        title={say.assistant}
        description={say.assistantWhy}
        control={<Switch label={say.assistant} hideLabel />}
      />
      <SettingsRow title={say.tone} description={say.toneWhy}>
        <Field label={say.tone} hideLabel>
          <Textarea rows={1} defaultValue={say.toneText} />
        </Field>
      </SettingsRow>
    </SettingsSection>
  )
}

function Careful() {
  const { page: say } = useGalleryWords()
  return (
    <SettingsSection title={say.dangerTitle} description={say.dangerWhy}>
      <SettingsRow
        danger
        title={say.erase}
        description={say.eraseWhy}
        control={<Button className="text-bad">{say.eraseAction}</Button>}
      />
    </SettingsSection>
  )
}

function SignIn() {
  const { page: say, fields } = useGalleryWords()
  return (
    <Panel title={say.signIn} description={say.signInWhy}>
      <div className="flex flex-col gap-4">
        <Field label={fields.email}>
          <Input type="email" size="lg" placeholder="luisa@clinica.com.br" />
        </Field>
        <Field
          label={fields.password}
          aside={
            <a href="#page" className="font-medium text-accent hover:underline">
              {say.forgot}
            </a>
          }
        >
          <PasswordInput size="lg" showLabel={fields.show} hideLabel={fields.hide} />
        </Field>
        <Button variant="primary" size="lg">
          {say.signIn}
        </Button>
      </div>
    </Panel>
  )
}

function Team() {
  const { page: say, data } = useGalleryWords()
  const people = [
    { name: 'Luísa Prado', presence: 'online' as const, label: data.online, busy: '3/5' },
    { name: 'Marcos Vieira', presence: 'online' as const, label: data.online, busy: '5/5' },
    { name: 'Antônia Sá', presence: 'away' as const, label: data.away, busy: '1/5' },
  ]
  return (
    <Panel
      flush
      title={say.team}
      description={say.teamWhy}
      actions={
        <Button size="sm" icon={Plus}>
          {say.invite}
        </Button>
      }
    >
      <ul className="border-t border-line-soft">
        {people.map(({ name, presence, label, busy }) => (
          <li
            key={name}
            className="flex items-center gap-3 border-b border-line-soft px-4 py-2.5 last:border-b-0"
          >
            <Avatar name={name} presence={presence} />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm font-medium">{name}</span>
              <span className="block text-xs text-quiet">{label}</span>
            </span>
            <span className="text-xs text-quiet tabular-nums">{`${busy} ${say.busy}`}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
