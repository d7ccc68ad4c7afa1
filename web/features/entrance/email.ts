/** Enough to catch a slip of the hand; the server decides the rest. Names the sentence to say. */
export function emailProblem(email: string): 'emailMissing' | 'emailIncomplete' | null {
  const typed = email.trim()
  if (!typed) return 'emailMissing'
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(typed) ? null : 'emailIncomplete'
}
