import type { CustomerChange } from '../../api.ts'
import { tell } from '../dom/toast.ts'
import { say } from '../language.ts'
import { state } from '../state.ts'
import { putCustomer } from '../store.ts'
import { changeCustomer } from '../wire/calls.ts'
import { why } from '../wire/why.ts'

/** What somebody changes on their own phone. Answers with what was wrong, where something was. */
export async function changeOwn(id: string, wish: CustomerChange): Promise<string | undefined> {
  try {
    putCustomer(await changeCustomer(id, wish))
    return undefined
  } catch (error) {
    tell(`${say('notChanged')} ${why(error)}`, 'bad')
    // The switch goes back to what holds.
    const customer = state.customers.find((each) => each.id === id)
    if (customer) putCustomer(customer)
    return why(error)
  }
}
