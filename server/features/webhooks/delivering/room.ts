type Receiver = { id: string; failures: number }

const mostOfAll = 100
const mostOfOne = 10
const fewFailures = 3

/**
 * How many more may be under way to each endpoint. One that does not answer gets one at a time, so that its timeouts
 * keep nobody waiting; and everybody always gets one, whatever the others are doing.
 */
export function roomOf(
  receivers: readonly Receiver[],
  underWay: ReadonlyMap<string, number>,
): Array<{ endpointId: string; free: number }> {
  let left = mostOfAll - [...underWay.values()].reduce((sum, count) => sum + count, 0)
  return receivers.flatMap(({ id, failures }) => {
    const own = underWay.get(id) ?? 0
    const wish = (failures >= fewFailures ? 1 : mostOfOne) - own
    const free = Math.max(Math.min(wish, left), own === 0 ? 1 : 0)
    left -= Math.max(0, free)
    return free > 0 ? [{ endpointId: id, free }] : []
  })
}
