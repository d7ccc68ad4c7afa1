/** What must not be read in a log, wherever in a text it stands. */
const patterns: Array<[RegExp, string]> = [
  // user:password@ in an address
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s/@"']*:[^\s/"']*@/gi, '$1[redacted]@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 [redacted]'],
  // ?token=… and the like in an address
  [/([?&][\w.-]*(?:token|key|secret|password|signature|code|state)=)[^&\s"'#]+/gi, '$1[redacted]'],
  // Our own keys, and those of Meta, OpenAI, Google and Telegram; signed tokens; sealed values.
  [/\bprosa_[\w-]{12,}/g, '[key]'],
  [/\b(?:EAA[A-Za-z\d]{20,}|sk-[\w-]{16,}|AIza[\w-]{20,})/g, '[key]'],
  [/\d{6,12}:[\w-]{30,}/g, '[key]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  [/\bv\d+\.[\w-]{38,}/g, '[sealed]'],
  [/[\w.%+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/gi, '[email]'],
  [/\b\d{3}\.\d{3}\.\d{3}-\d{2}\b/g, '[cpf]'],
  [/\b\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}\b/g, '[cnpj]'],
  // +5511912345678, 5511912345678, (11) 91234-5678
  [/(?<![\w.-])(?:\+\d{10,15}|55\d{10,11})(?!\w|[.-]\d)/g, '[phone]'],
  [/(?:\+?55[ -]?)?\(?\b\d{2}\)?[ -]?9?\d{4}-\d{4}\b/g, '[phone]'],
  // Eleven digits are a CPF or a Brazilian mobile: either way somebody's.
  [/(?<![\w.-])\d{11}(?!\w|[.-]\d)/g, '[number]'],
]

const longest = 8000

export function scrub(text: string): string {
  const bounded = text.length > longest ? `${text.slice(0, longest)}…` : text
  return patterns.reduce((result, [pattern, instead]) => result.replace(pattern, instead), bounded)
}
