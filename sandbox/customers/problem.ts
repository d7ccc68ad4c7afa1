/** What is wrong with a call of the control API. */
export class Problem extends Error {
  readonly status: 400 | 404 | 409 | 413

  constructor(status: 400 | 404 | 409 | 413, message: string) {
    super(message)
    this.status = status
  }
}
