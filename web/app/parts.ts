/**
 * A screen whose file does not come makes the router reload the page; without a connection nothing would be left of it,
 * nor of what was being written. The router knows that failure by how the browser's sentence begins.
 */
export function keepPageWithoutParts(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    if (!payload.message.startsWith(MARK)) payload.message = `${MARK}${payload.message}`
  })
}

/** Not ours to mend by trying again at once: the connection is gone, or a new version is out. */
export const isMissingPart = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|module script failed|unable to preload/i.test(error.message)

const MARK = 'A part of the app is missing: '
