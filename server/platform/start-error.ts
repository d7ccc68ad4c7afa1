/** A reason not to start that the person at the terminal can act on: show them the message, never the stack. */
export class StartError extends Error {
  override name = 'StartError'
}
