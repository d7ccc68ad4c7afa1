import {
  type BusinessNumber,
  ChannelError,
  type Graph,
  type TokenFacts,
} from '../../../channels/whatsapp-cloud/graph/index.ts'
import type { Problem } from '../trouble/problem.ts'
import { isFoundOut, standInFor } from '../unknown-business.ts'

/** What the provider says of an account: everything that there is to know, or why it is not. */
export type Findings = {
  business: { id: string; name: string | null; portfolioId: string | null } | null
  /** Null when they could not be read. */
  numbers: BusinessNumber[] | null
  subscribed: boolean
  problems: Problem[]
  /** The provider did not answer, which says nothing of the account. */
  unreachable: boolean
}

export type Subscription = { callback: string | null; verifyToken: string | null; renew: boolean }

const needed = 'whatsapp_business_messaging'
const wished = 'whatsapp_business_management'
const soonMs = 7 * 24 * 3_600_000

/** Only asks, and subscribes to webhooks: nothing is kept here. What goes wrong is among the findings. */
export async function look(
  graph: Graph,
  externalId: string,
  { subscription, now }: { subscription: Subscription; now: Date },
): Promise<Findings> {
  try {
    const token = await readToken(graph)
    if (token && !token.valid) return nothing({ code: 'token_invalid', detail: token.trouble, stops: true })
    const problems = token ? problemsOfToken(token, now) : []
    const id = isFoundOut(externalId) ? externalId : await findBusiness(graph, externalId, token)
    if (id === null) return nothing(notFound('The token leads to no business account with this number.'))
    const business = await graph.readAccount(id).catch(asMissing)
    const numbers = await graph.listNumbers(id).catch(asMissing)
    const refusal = await subscribed(graph, id, { ...subscription, appId: token?.appId ?? undefined })
    if (refusal) problems.push({ code: 'not_subscribed', detail: refusal, stops: false })
    return { business, numbers, subscribed: refusal === null, problems, unreachable: false }
  } catch (error) {
    if (error instanceof Refused) return nothing(error.problem)
    if (error instanceof ChannelError) return failed(error)
    throw error
  }
}

const notFound = (detail: string): Problem => ({ code: 'account_not_found', detail, stops: true })

export const nothing = (problem: Problem): Findings => ({
  business: null,
  numbers: null,
  subscribed: false,
  problems: [problem],
  unreachable: false,
})

function failed(failure: ChannelError): Findings {
  const { trouble, title, detail } = failure.error
  if (!isPassing(failure)) return nothing({ code: trouble, detail: detail ?? title, stops: true })
  const problem = { code: 'not_reachable', detail: detail ?? title, stops: false }
  return { ...nothing(problem), unreachable: true }
}

/** Not answered, or not now: the same question may be answered later. */
const isPassing = ({ error }: ChannelError): boolean => error.class !== 'C'

const isOfAccess = ({ error }: ChannelError): boolean =>
  error.trouble === 'token_invalid' || error.trouble === 'permission_missing'

/** Some tokens may not be asked about, and work. */
async function readToken(graph: Graph): Promise<TokenFacts | null> {
  try {
    return await graph.debugToken()
  } catch (error) {
    if (error instanceof ChannelError && !isPassing(error) && error.error.trouble !== 'token_invalid')
      return null
    throw error
  }
}

function problemsOfToken({ scopes, expiresAt }: TokenFacts, now: Date): Problem[] {
  const problems: Problem[] = []
  // Where nothing is listed, nothing is known.
  if (scopes.length > 0 && !scopes.includes(needed))
    problems.push({ code: 'permission_missing', detail: needed, stops: true })
  else if (scopes.length > 0 && !scopes.includes(wished))
    problems.push({ code: 'permission_missing', detail: wished, stops: false })
  if (expiresAt && expiresAt.getTime() - now.getTime() < soonMs)
    problems.push({ code: 'token_expires', detail: expiresAt.toISOString(), stops: false })
  return problems
}

/** Among the accounts that the token reaches, the one that has the number. */
async function findBusiness(graph: Graph, standIn: string, token: TokenFacts | null): Promise<string | null> {
  for (const id of token?.targets ?? []) {
    const numbers = await graph.listNumbers(id).catch(unlessPassing)
    if (numbers.some((number) => standInFor(number.id) === standIn)) return id
  }
  return null
}

/** Meta says the same of an account that does not exist and of one that the token may not see. */
function asMissing(error: unknown): never {
  if (!(error instanceof ChannelError) || isPassing(error) || isOfAccess(error)) throw error
  throw new Refused(notFound(error.error.detail ?? error.error.title))
}

class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

// What it reaches may be something else than a business account.
function unlessPassing(error: unknown): [] {
  if (error instanceof ChannelError && !isPassing(error) && error.error.trouble !== 'token_invalid') return []
  throw error
}

/** Null when webhooks come here, else why not. */
async function subscribed(
  graph: Graph,
  id: string,
  { callback, verifyToken, renew, appId }: Subscription & { appId: string | undefined },
): Promise<string | null> {
  try {
    if (!renew && (await graph.isSubscribed(id, appId))) return null
    await graph.subscribe(id, {
      ...(callback !== null && { callback }),
      ...(callback !== null && verifyToken !== null && { verifyToken }),
    })
    return null
  } catch (error) {
    if (!(error instanceof ChannelError) || isPassing(error)) throw error
    return error.error.detail ?? error.error.title
  }
}
