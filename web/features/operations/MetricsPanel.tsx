import { Copyable } from '../../app/pieces/Copyable.tsx'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useWords } from './words.ts'

export function MetricsPanel() {
  const say = useWords()
  return (
    <Panel title={say('metrics.title')}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-pretty text-quiet">{say('metrics.why')}</p>
        <Copyable label={say('metrics.address')} value={`${window.location.origin}/metrics`} />
        <a
          href="/docs"
          target="_blank"
          rel="noreferrer"
          className="self-start text-sm font-medium text-accent hover:underline"
        >
          {say('metrics.docs')}
        </a>
      </div>
    </Panel>
  )
}
