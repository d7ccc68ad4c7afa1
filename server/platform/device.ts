import Bowser from 'bowser'

const longest = 60

/** "Chrome · Windows": enough for a person to say "that was me". A program is known by what it calls itself. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const { browser, os } = Bowser.parse(userAgent)
  // Bowser calls what it does not know ''.
  const name = browser.name || userAgent.split(/[\s/]/)[0]
  return [name, os.name].filter(Boolean).join(' · ').slice(0, longest)
}
