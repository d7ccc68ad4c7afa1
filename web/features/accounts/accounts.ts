import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type {
  Account,
  AccountChange,
  AccountCheck,
  BusinessNumber,
  NewAccount,
  NewNumber,
  NumberChange,
} from '#contract/accounts.ts'
import { api } from '../../app/api.ts'
import { readAgain } from '../../app/live/readAgain.ts'
import { useLive } from '../../app/live.ts'
import { useAct } from '../../app/pieces/act.ts'
import { changeRows, knownRow, usePages } from '../../app/pieces/pages.ts'

const PATH = '/accounts'
const pathOf = (id: string) => `${PATH}/${id}`
const pathOfNumber = ({ accountId, id }: Pick<BusinessNumber, 'accountId' | 'id'>) =>
  `${pathOf(accountId)}/numbers/${id}`
const all = { queryKey: ['accounts'] }

// Meta is asked several things, one after the other, before the server answers.
const patience = { timeout: 90_000 }
const AGAIN_AFTER = 30_000

export const useAccounts = () => usePages<Account>(PATH, {}, { live: true })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => api.get<Account>(pathOf(id), { signal }),
    meta: { live: true },
  })

export const knownAccount = (client: QueryClient, id: string) =>
  knownRow<Account>(client, PATH, (row) => row.id === id)

/** What changes is told by the server; when the last webhook came is not, and is looked up now and then. */
export function useLiveAccounts(): void {
  const client = useQueryClient()
  useLive('account_updated', () => void readAgain(client, all))
  useEffect(() => {
    const look = () => void (document.hidden || client.invalidateQueries(all))
    const timer = window.setInterval(look, AGAIN_AFTER)
    return () => window.clearInterval(timer)
  }, [client])
}

/** Wherever this account is shown, at once. */
function show(client: QueryClient, account: Account): void {
  changeRows<Account>(client, PATH, (row) => (row.id === account.id ? account : row))
  client.setQueryData(accountQuery(account.id).queryKey, account)
}

function showNumber(client: QueryClient, number: BusinessNumber): void {
  const withIt = (account: Account): Account => ({
    ...account,
    numbers: account.numbers.map((one) => (one.id === number.id ? number : one)),
  })
  changeRows<Account>(client, PATH, (row) => (row.id === number.accountId ? withIt(row) : row))
  client.setQueryData(accountQuery(number.accountId).queryKey, (one) => one && withIt(one))
}

/** An act after which everything shown of accounts is read again. Tokens that were typed do not stay in memory. */
function useAccountAct<Reply, Wish = void>(
  mutationFn: (wish: Wish) => Promise<Reply>,
  onSuccess?: (client: QueryClient, reply: Reply) => void,
) {
  const client = useQueryClient()
  return useAct<Reply, Wish>({
    mutationFn,
    onSuccess: (reply) => onSuccess?.(client, reply),
    onSettled: () => void client.invalidateQueries(all),
    gcTime: 0,
  })
}

export const useConnect = () =>
  useAccountAct((wanted: NewAccount) => api.post<Account>(PATH, wanted, patience))

export const useChange = (id: string) =>
  useAccountAct((change: AccountChange) => api.put<Account>(pathOf(id), change, patience), show)

export const useCheck = (id: string) =>
  useAccountAct(
    () => api.post<AccountCheck>(`${pathOf(id)}/check`, undefined, patience),
    (client, { account }) => show(client, account),
  )

export const useRemove = (id: string) => useAccountAct(() => api.delete(pathOf(id), patience))

export const useAddNumber = (id: string) =>
  useAccountAct((wanted: NewNumber) => api.post<BusinessNumber>(`${pathOf(id)}/numbers`, wanted, patience))

type Changed = { number: BusinessNumber; change: NumberChange }
export const useChangeNumber = () =>
  useAccountAct(
    ({ number, change }: Changed) => api.patch<BusinessNumber>(pathOfNumber(number), change),
    showNumber,
  )

export const useRemoveNumber = (number: BusinessNumber) =>
  useAccountAct(() => api.delete(pathOfNumber(number)))
