import { notify } from '../../ui/overlays/notify.ts'
import { signOut } from '../session.ts'
import { say } from '../words.ts'

/** Signing out that failed must be said: the next person at this computer would be this one. */
export function leave(): void {
  signOut().catch(() =>
    notify({ title: say('account.signOutFailed'), tone: 'bad', closeLabel: say('close') }),
  )
}
