import { commonPasswords, commonWords } from './common-passwords.ts'

export type Weakness = 'password_too_short' | 'password_like_name' | 'password_too_common'
export type Owner = { email: string; name: string }

/**
 * Long and not easily guessed is all that is asked of a password. Rules about capitals and signs are left out on
 * purpose: they make passwords that people write down and attackers know.
 */
export function weaknessOf(password: string, owner: Owner, minLength: number): Weakness | null {
  const folded = fold(password)
  if ([...password.normalize('NFKC')].length < minLength) return 'password_too_short'
  if (isLike(folded, owner)) return 'password_like_name'
  if (isCommon(folded)) return 'password_too_common'
  return null
}

const isLike = (folded: string, { email, name }: Owner): boolean => {
  const [local = '', domain = ''] = email.split('@')
  const own = [email, local, ...local.split(/[._+-]/), domain.split('.')[0] ?? '', name, ...name.split(' ')]
  const bare = lettersOf(folded)
  return own.some((word) => {
    const letters = lettersOf(fold(word))
    return letters.length > 2 && (letters === bare || folded === fold(word))
  })
}

const isCommon = (folded: string): boolean =>
  commonPasswords.has(folded) ||
  commonWords.has(withoutTail(folded)) ||
  new Set(folded).size < 4 ||
  isRun(folded)

/** "abcdefgh", "98765432": each character one further than the one before. */
function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i)))
  return steps.size === 1 && (steps.has(1) || steps.has(-1))
}

// A few figures or signs at the end do not make a word a password; many do.
const withoutTail = (folded: string): string => folded.replace(/[^a-z]{1,6}$/, '')
const lettersOf = (folded: string): string => folded.replaceAll(/[^a-z]/g, '')
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\s/gu, '')
    .toLowerCase()
