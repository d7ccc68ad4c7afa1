import { useState } from 'react'
import type { Account, AccountChange } from '#contract/accounts.ts'
import { tell } from '../../../app/http/notices.ts'
import { useWords as usePieces } from '../../../app/pieces/words.ts'
import { Checkbox } from '../../../ui/controls/Checkbox.tsx'
import { useChange } from '../accounts.ts'
import { secretSlip, tokenSlip } from '../form/draft.ts'
import { SecretField } from '../form/SecretField.tsx'
import { wrongAbout, wrongAsAWhole } from '../refusals.ts'
import { useWords } from '../words.ts'
import { FormDialog } from './FormDialog.tsx'

type Props = { account: Account; open: boolean; onClose: () => void }

/** A new token, a new app secret, or both: what is left empty stays as it is. */
export function TokenDialog({ account, open, onClose }: Props) {
  const say = useWords()
  const pieces = usePieces()
  const change = useChange(account.id)
  const [token, setToken] = useState('')
  const [secret, setSecret] = useState('')
  const [without, setWithout] = useState(false)
  const [tried, setTried] = useState(false)
  const secretWanted = !without && secret.trim() !== ''
  // Something has to be new, and the token is what one comes here for.
  const slips = {
    token: secretWanted || without ? (token.trim() === '' ? null : tokenSlip(token)) : tokenSlip(token),
    secret: without ? null : secretSlip(secret),
  }
  const saved = () => {
    tell(say('told.tokenSaved'))
    onClose()
  }
  const submit = () => {
    setTried(true)
    if (slips.token || slips.secret) return false
    const wanted: AccountChange = {
      ...(token.trim() && { accessToken: token.trim() }),
      ...(without ? { appSecret: null } : secretWanted && { appSecret: secret.trim() }),
    }
    change.mutate(wanted, { onSuccess: saved })
    return true
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={say('token.title')}
      description={say('token.why')}
      submitLabel={pieces('save')}
      onSubmit={submit}
      loading={change.isPending}
      error={wrongAsAWhole(change.error, ['accessToken', 'appSecret'])}
    >
      <SecretField
        label={say('token.new')}
        hint={say('form.tokenHint')}
        error={tried && slips.token ? say(`form.${slips.token}`) : wrongAbout(change.error, 'accessToken')}
        value={token}
        onChange={setToken}
      />
      {!without && (
        <SecretField
          label={say('token.secret')}
          aside={say('form.optional')}
          hint={say(account.appSecretSet ? 'token.secretKept' : 'form.secretHint')}
          error={tried && slips.secret ? say(`form.${slips.secret}`) : wrongAbout(change.error, 'appSecret')}
          value={secret}
          onChange={setSecret}
        />
      )}
      {account.appSecretSet && (
        <Checkbox
          label={say('token.without')}
          hint={say('token.withoutWhy')}
          checked={without}
          onChange={setWithout}
        />
      )}
    </FormDialog>
  )
}
