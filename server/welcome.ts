export type FirstAdministrator = { email: string; password: string | null; created: boolean }

/** What the terminal shows once everything answers: in the sandbox there is also a phone to write from. */
export function welcome(url: string | null, { sandbox }: { sandbox: boolean }): string {
  if (url === null) return '\nProsa is ready (no web role in this process).\n'
  const phone = sandbox ? `\n  to write as a customer: ${url}/sandbox/` : ''
  return `\nProsa is ready: ${url}${phone}\n`
}

/** Who can sign in first. A generated password is shown here and nowhere else. */
export function credentials({ email, password, created }: FirstAdministrator): string[] {
  const lines: string[] = []
  if (created) lines.push(`  administrator  ${email}`)
  if (password) lines.push(`  password       ${password}   (shown only now; change it after signing in)`)
  return lines
}
