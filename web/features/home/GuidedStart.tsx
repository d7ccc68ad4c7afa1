import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { PersonMe } from '#contract/team.ts'
import { api } from '../../app/api.ts'
import { tellProblem } from '../../app/http/notices.ts'
import { meQuery } from '../../app/session.ts'
import { useTitle } from '../../app/title.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Page } from '../../ui/layout/Page.tsx'
import { MakeItYours } from './MakeItYours.tsx'
import { StepRow } from './StepRow.tsx'
import { type Step, useSteps } from './steps.ts'
import { useFirstName } from './useFirstName.ts'
import { useWords } from './words.ts'

export function GuidedStart() {
  const say = useWords()
  const name = useFirstName()
  const steps = useSteps()
  const next = steps.find(({ state }) => state === 'todo')
  useTitle(say('home.title'))
  return (
    <Page width="form" className="gap-7">
      <header>
        <h1 className="text-2xl font-semibold text-balance">
          {name ? say('start.title', { name }) : say('start.titleAlone')}
        </h1>
        <p className="mt-1 text-base text-pretty text-quiet">{say('start.why')}</p>
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18.75rem]">
        <section
          aria-label={say('start.steps')}
          className="overflow-hidden rounded-lg border border-line bg-surface shadow-raised"
        >
          <ProgressLine steps={steps} />
          <ol className="divide-y divide-line-soft">
            {steps.map((step) => (
              <StepRow key={step.name} step={step} next={step === next} />
            ))}
          </ol>
        </section>
        <MakeItYours />
      </div>
      <Leave
        checking={steps.some(({ state }) => state === 'checking')}
        finished={steps.every(({ state }) => state === 'done')}
      />
    </Page>
  )
}

function ProgressLine({ steps }: { steps: readonly Step[] }) {
  const say = useWords()
  const done = steps.filter(({ state }) => state === 'done').length
  const checking = steps.some(({ state }) => state === 'checking')
  return (
    <div className="flex items-center gap-4 border-b border-line-soft px-4 py-3">
      <span aria-hidden className="flex flex-1 gap-1">
        {steps.map(({ name }, at) => (
          <span
            key={name}
            className={`h-1.5 flex-1 rounded-full transition-[background-color] ${at < done ? 'bg-accent' : 'bg-line'}`}
          />
        ))}
      </span>
      <span role="status" className="text-xs text-quiet tabular-nums">
        {checking ? say('start.checking') : say('start.progress', { count: steps.length, done })}
      </span>
    </div>
  )
}

function Leave({ checking, finished }: { checking: boolean; finished: boolean }) {
  const say = useWords()
  const dismiss = useDismiss()
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  // The last step was just done here: what comes next is under the finger. Found done, it leaves the page alone.
  useEffect(() => {
    if (checking) return
    if (finished && wasOpen.current) button.current?.focus()
    wasOpen.current = !finished
  }, [checking, finished])
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        ref={button}
        variant={finished ? 'primary' : 'secondary'}
        loading={dismiss.isPending}
        onClick={() => dismiss.mutate()}
      >
        {say(finished ? 'start.finish' : 'start.dismiss')}
      </Button>
      <p className="text-sm text-quiet">{say(finished ? 'start.finished' : 'start.dismissed')}</p>
    </div>
  )
}

function useDismiss() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => api.patch<PersonMe>('/me', { welcomed: true }),
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
    onError: tellProblem,
  })
}
