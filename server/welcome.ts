export type FirstAdministrator = { email: string; password: string | null; created: boolean }

/** What the terminal shows once everything answers. */
export const welcome = (url: string | null): string =>
  `\n${url ? `Prosa is ready: ${url}` : 'Prosa is ready (no web role in this process).'}\n`

/** Who can sign in first. A generated password is shown here and nowhere else. */
export function credentials({ email, password, created }: FirstAdministrator): string[] {
  const lines: string[] = []
  if (created) lines.push(`  administrator  ${email}`)
  if (password) lines.push(`  password       ${password}   (shown only now; change it after signing in)`)
  return lines
}
