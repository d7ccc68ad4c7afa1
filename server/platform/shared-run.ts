/** Whoever asks while it runs waits for the same run: what is slow, or hangs, is never begun twice at once. */
export function sharedRun<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= Promise.try(work).finally(() => {
      running = undefined
    })
    return running
  }
}
