/** Allows so many at once, and then so many a second. */
export function bucket(
  { size, perSecond }: { size: number; perSecond: number },
  now = () => performance.now(),
) {
  let level = size
  let last = now()
  const refill = () => {
    const time = now()
    level = Math.min(size, level + ((time - last) * perSecond) / 1000)
    last = time
    return level
  }
  return {
    take(): boolean {
      if (refill() < 1) return false
      level -= 1
      return true
    },
    isEmpty: () => refill() < 1,
    isFull: () => refill() === size,
  }
}
export type Bucket = ReturnType<typeof bucket>
