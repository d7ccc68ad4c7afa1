const secondsToStop = 10

/**
 * Resolves at the first signal to end. Later ones change nothing: a terminal's Ctrl-C reaches Node twice, once from
 * the terminal and once passed on by npm, so a second signal is not a wish to hurry.
 */
export function onSignals(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => {
        resolve('signal')
        // Past this, whatever still hangs is left behind: every part is made to survive being killed.
        setTimeout(() => process.exit(1), secondsToStop * 1000).unref()
      })
    // A closed terminal must not end the program in the middle of a line.
    process.stdout.on('error', ignoreClosedPipe)
    process.stderr.on('error', ignoreClosedPipe)
  })
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
}
