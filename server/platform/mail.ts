import { DomainError } from '#platform/errors.ts'

export type Letter = { to: string; subject: string; text: string; html?: string }
export type Mail = {
  /** False where no SMTP_URL is set: then people are given links to pass on, and `send` throws. */
  enabled: boolean
  send: (letter: Letter) => Promise<void>
}

type MailConfig = { smtpUrl: string | null; publicUrl: string | null }

// The sum stays under the 30 s that whoever waits for an answer can be expected to wait.
const timeouts = {
  dnsTimeout: 3_000,
  connectionTimeout: 7_000,
  greetingTimeout: 5_000,
  socketTimeout: 12_000,
}

export function openMail({ smtpUrl, publicUrl }: MailConfig): Mail {
  if (smtpUrl === null) return { enabled: false, send: refuse }
  const { address, from } = readSmtpUrl(smtpUrl, publicUrl)
  const send = async (letter: Letter) => {
    // Loaded with the first mail: most processes never send one.
    const { createTransport } = await import('nodemailer')
    const transport = createTransport({
      url: address,
      ...timeouts,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      // As an object, an address is one address, whatever commas and line breaks it holds.
      await transport.sendMail({ ...letter, from, to: { name: '', address: letter.to } })
    } catch (error) {
      throw new MailError(error)
    } finally {
      transport.close()
    }
  }
  return { enabled: true, send }
}

/** What the mail server answered, without the recipient that it usually repeats. */
export class MailError extends Error {
  override name = 'MailError'
  readonly code: string
  /** 4xx answers pass, and so does having no answer; 5xx answers do not. */
  readonly retryable: boolean

  constructor(cause: unknown) {
    const { code, responseCode } = cause as { code?: string; responseCode?: number } // nodemailer's errors
    super(
      `The mail server did not take the mail (${[code, responseCode].filter(Boolean).join(' ') || 'no reason given'}).`,
    )
    this.code = code ?? 'unknown'
    this.retryable =
      responseCode === undefined ? code !== 'EAUTH' && code !== 'EENVELOPE' : responseCode < 500
  }
}

/** The sender is ours to know, not the mail server's: `?from=…` in the address, else what is most likely right. */
function readSmtpUrl(smtpUrl: string, publicUrl: string | null): { address: string; from: string } {
  const url = new URL(smtpUrl)
  const asked = url.searchParams.get('from')
  url.searchParams.delete('from')
  const user = decodeURIComponent(url.username)
  const domain = publicUrl ? new URL(publicUrl).hostname : url.hostname
  return { address: url.href, from: asked ?? (user.includes('@') ? user : `Prosa <prosa@${domain}>`) }
}

const refuse = async (): Promise<never> => {
  throw new DomainError(409, 'mail_not_configured', 'No mail can be sent: SMTP_URL is not set.')
}
