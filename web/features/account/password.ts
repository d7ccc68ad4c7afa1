export type Owner = { email: string; name: string }
export type Rules = { length: boolean; notYours: boolean }

/**
 * What can be said while somebody types. The server looks again, and also knows the passwords that everybody tries;
 * both fold the text the same way, so that nothing is ticked here and refused there.
 */
export function rulesFor(password: string, owner: Owner, minLength: number): Rules {
  return {
    length: [...password.normalize('NFKC')].length >= minLength,
    notYours: password !== '' && !isLike(fold(password), owner),
  }
}

function isLike(folded: string, { email, name }: Owner): boolean {
  const [local = '', domain = ''] = email.split('@')
  const own = [email, local, ...local.split(/[._+-]/), domain.split('.')[0] ?? '', name, ...name.split(' ')]
  return own.some((word) => {
    const letters = lettersOf(fold(word))
    return letters.length > 2 && (letters === lettersOf(folded) || folded === fold(word))
  })
}

const lettersOf = (folded: string) => folded.replaceAll(/[^a-z]/g, '')
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\s/gu, '')
    .toLowerCase()
