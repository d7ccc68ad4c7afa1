import { Search } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from '../controls/Checkbox.tsx'
import { CodeInput } from '../controls/CodeInput.tsx'
import { Combobox } from '../controls/Combobox.tsx'
import { Field } from '../controls/Field.tsx'
import { Input } from '../controls/Input.tsx'
import { PasswordInput } from '../controls/PasswordInput.tsx'
import { RadioGroup } from '../controls/RadioGroup.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { Select } from '../controls/Select.tsx'
import { Switch } from '../controls/Switch.tsx'
import { Textarea } from '../controls/Textarea.tsx'
import { Kbd } from '../display/Kbd.tsx'
import { useGalleryWords } from './words.ts'

export function Fields() {
  return (
    <div className="grid gap-x-8 gap-y-6 @xl:grid-cols-2">
      <Typed />
      <Chosen />
      <Ticked />
      <Coded />
    </div>
  )
}

function Typed() {
  const { fields: say } = useGalleryWords()
  return (
    <div className="flex flex-col gap-5">
      <Field label={say.name} hint={say.nameHint} aside={say.optional}>
        <Input defaultValue="Clínica Centro" />
      </Field>
      <Field label={say.email} error={say.emailError} required>
        <Input type="email" defaultValue="luisa.clinica.com.br" />
      </Field>
      <Field label={say.password}>
        <PasswordInput showLabel={say.show} hideLabel={say.hide} defaultValue="seis cavalos" />
      </Field>
      <Field label={say.search} hideLabel>
        <Input icon={Search} placeholder={say.search} trailing={<Kbd className="mr-2">/</Kbd>} />
      </Field>
      <Field label={say.message}>
        <Textarea defaultValue={say.messageText} />
      </Field>
    </div>
  )
}

function Chosen() {
  const { fields: say } = useGalleryWords()
  const [agent, setAgent] = useState<string | null>(null)
  const [agents, setAgents] = useState<string[]>(['1', '3'])
  const list = {
    options: people,
    placeholder: say.searchAgent,
    searchLabel: say.searchAgent,
    emptyLabel: say.nobody,
  }
  return (
    <div className="flex flex-col gap-5">
      <Field label={say.team}>
        <Select
          placeholder={say.choose}
          options={say.teams.split('|').map((label, at) => ({ label, value: `${at}` }))}
        />
      </Field>
      <Field label={say.number}>
        <Combobox {...list} value={agent} onChange={setAgent} />
      </Field>
      <Field label={say.agents}>
        <Combobox {...list} multiple value={agents} onChange={setAgents} />
      </Field>
      <Field label={say.disabled}>
        <Input disabled defaultValue="+55 11 98765-4321" />
      </Field>
      <Field label={say.readOnly}>
        <Input readOnly defaultValue="prosa.clinica.com.br" />
      </Field>
    </div>
  )
}

function Ticked() {
  const { fields: say } = useGalleryWords()
  const [who, setWho] = useState<'assistant' | 'person'>('assistant')
  const options = [
    { value: 'assistant' as const, label: say.assistant, hint: say.assistantHint },
    { value: 'person' as const, label: say.person, hint: say.personHint },
  ]
  return (
    <div className="flex flex-col items-start gap-4">
      <Checkbox label={say.consent} hint={say.consentHint} defaultChecked />
      <Checkbox label={say.some} indeterminate />
      <Checkbox label={say.disabled} disabled defaultChecked />
      <Switch label={say.sound} hint={say.soundHint} defaultChecked />
      <Switch label={say.assistant} />
      <Switch label={say.disabled} disabled />
      <RadioGroup label={say.who} options={options} value={who} onChange={setWho} />
      <RadioGroup
        boxed
        hideLabel
        label={say.who}
        options={options}
        value={who}
        onChange={setWho}
        className="w-full"
      />
    </div>
  )
}

function Coded() {
  const { fields: say } = useGalleryWords()
  const [period, setPeriod] = useState<'day' | 'week' | 'month'>('week')
  const [code, setCode] = useState('492')
  const [late, setLate] = useState('118204')
  return (
    <div className="flex flex-col items-start gap-5">
      <Segmented
        label={say.period}
        value={period}
        onChange={setPeriod}
        options={[
          { value: 'day', label: say.day },
          { value: 'week', label: say.week },
          { value: 'month', label: say.month },
        ]}
      />
      <Field label={say.code} hint={say.codeHint}>
        <CodeInput value={code} onChange={setCode} />
      </Field>
      <Field label={say.code} error={say.codeError}>
        <CodeInput value={late} onChange={setLate} />
      </Field>
    </div>
  )
}

const people = [
  { value: '1', label: 'Luísa Prado', detail: 'luisa@clinica.com.br' },
  { value: '2', label: 'Marcos Vieira', detail: 'marcos@clinica.com.br' },
  { value: '3', label: 'João Pedro Lima', detail: 'joao@clinica.com.br' },
  { value: '4', label: 'Antônia Sá', detail: 'antonia@clinica.com.br' },
]
