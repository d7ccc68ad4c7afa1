export type FirstAdministrator = { email: string; password: string | null; created: boolean }

/** What the terminal shows once everything answers. A generated password is shown here and nowhere else. */
export function welcome(url: string | null, { email, password, created }: FirstAdministrator): string {
  const lines = ['', url ? `Prosa is ready: ${url}` : 'Prosa is ready (no web role in this process).']
  if (created) lines.push(`  administrator  ${email}`)
  if (password) lines.push(`  password       ${password}   (shown only now; change it after signing in)`)
  return `${lines.join('\n')}\n`
}
