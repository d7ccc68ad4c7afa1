import { useRouter, useSearch } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { returnPath } from '../../app/door.ts'
import { leave } from '../../app/shell/leave.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { SecondFactorSetUp } from '../account/SecondFactorSetUp.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { useWords } from './words.ts'

/** Nothing else opens for a role that demands a second factor before one is set up. */
export default function EnrolPage() {
  const say = useWords()
  const router = useRouter()
  const next = returnPath(useSearch({ strict: false }).next)
  return (
    <EntrancePage title={say('enrol.title')} description={say('enrol.why')}>
      <SecondFactorSetUp finishLabel={say('enrol.finish')} onFinish={() => router.history.replace(next)} />
      <Button variant="ghost" icon={LogOut} onClick={leave} className="-ml-3 self-start">
        {say('enrol.signOut')}
      </Button>
    </EntrancePage>
  )
}
