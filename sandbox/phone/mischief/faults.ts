import type { Faults } from '../../api.ts'

/** What can go wrong, and how badly: each a few settings of one field of `Faults`, undefined being none of it. */
export type Fault = {
  /** `statuses.delay` is a field of a field. */
  path: string
  settings: Array<{ value: unknown; words: Words }>
}
/** A key of words.ts with what stands in its blanks; kept as strings, so that this file is only rules. */
export type Words = readonly [key: string, values?: Record<string, string | number>]

const toggled = (path: string): Fault => ({ path, settings: [{ value: true, words: ['on'] }] })

const sometimes = (path: string): Fault => ({
  path,
  settings: [
    { value: { times: 1 }, words: ['nextOne'] },
    { value: { times: 5 }, words: ['nextMany', { count: 5 }] },
    { value: { every: 3 }, words: ['everyThird'] },
    { value: true, words: ['always'] },
  ],
})

const seconds = (path: string, ...amounts: number[]): Fault => ({
  path,
  settings: amounts.map((count) => ({ value: count * 1000, words: ['seconds', { count }] })),
})

const codes = [130429, 131056, 131000, 131026, 131047, 131048, 132001, 190]
const httpStatuses = [500, 502, 503, 504, 429]
const batches = [
  { most: 10, withinMs: 1000 },
  { most: 100, withinMs: 3000 },
  { most: 1000, withinMs: 10_000 },
]

export const groups: Array<{ name: 'groupSending' | 'groupDelivery' | 'groupWebhooks'; faults: Fault[] }> = [
  {
    name: 'groupSending',
    faults: [
      seconds('latencyMs', 0.5, 3, 10, 30),
      {
        path: 'sendErrors',
        settings: codes.map((code) => ({ value: [{ code, times: 3 }], words: ['errorCode', { code }] })),
      },
      {
        path: 'httpStatus',
        settings: httpStatuses.map((status) => ({
          value: { status, times: 3 },
          words: ['httpCode', { status }],
        })),
      },
      sometimes('loseResponse'),
      toggled('revokedToken'),
      {
        path: 'throughputPerSecond',
        settings: [1, 5, 20].map((count) => ({ value: count, words: ['perSecond', { count }] })),
      },
      { path: 'pair', settings: [{ value: { perSeconds: 6, burst: 1 }, words: ['pairStrict'] }] },
      sometimes('mediaFails'),
      toggled('rejectTemplates'),
    ],
  },
  {
    name: 'groupDelivery',
    faults: [
      toggled('silence'),
      seconds('statuses.delay', 2, 10, 60),
      { path: 'statuses.order', settings: [{ value: 'random', words: ['on'] }] },
      {
        path: 'statuses.skip',
        settings: [
          { value: ['sent'], words: ['skipSent'] },
          { value: ['delivered'], words: ['skipDelivered'] },
          { value: ['read'], words: ['skipRead'] },
        ],
      },
    ],
  },
  {
    name: 'groupWebhooks',
    faults: [
      sometimes('dropWebhooks'),
      sometimes('duplicateWebhooks'),
      toggled('reorderWebhooks'),
      {
        path: 'batchWebhooks',
        settings: batches.map((value) => ({
          value,
          words: ['batchOf', { most: value.most, count: value.withinMs / 1000 }],
        })),
      },
    ],
  },
]

export const all: Fault[] = groups.flatMap(({ faults }) => faults)

export function settingOf(faults: Faults, { path }: Fault): unknown {
  const [first = '', second] = path.split('.')
  const value: unknown = Object.entries(faults).find(([key]) => key === first)?.[1]
  const found =
    second === undefined ? value : Object.entries(Object(value)).find(([key]) => key === second)?.[1]
  return isOff(found) ? undefined : found
}

/** All the faults with this one set otherwise: what PUT wants. */
export function withSetting(faults: Faults, { path }: Fault, value: unknown): Faults {
  const [first = '', second] = path.split('.')
  const rest = Object.entries(faults).filter(([key]) => key !== first)
  if (second === undefined)
    return Object.fromEntries([...rest, ...(value === undefined ? [] : [[first, value]])])
  const inner = Object.entries(Object(Object.entries(faults).find(([key]) => key === first)?.[1]))
  const others = inner.filter(([key]) => key !== second)
  const changed = [...others, ...(value === undefined ? [] : [[second, value]])]
  return Object.fromEntries([...rest, ...(changed.length > 0 ? [[first, Object.fromEntries(changed)]] : [])])
}

export const active = (faults: Faults): Fault[] =>
  all.filter((fault) => settingOf(faults, fault) !== undefined)

/** Which of its settings holds: -1 when somebody set one that the page does not know, or part of it is used up. */
export const chosenSetting = (fault: Fault, value: unknown): number =>
  fault.settings.findIndex((each) => JSON.stringify(each.value) === JSON.stringify(value))

/** What is used up, or was never more than nothing. */
function isOff(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0) return true
  if (Array.isArray(value)) return value.every(isOff)
  return typeof value === 'object' && 'times' in value && value.times === 0
}
