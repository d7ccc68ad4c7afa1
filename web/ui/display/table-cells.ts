/** What heads and cells of a table have in common. */
export const alignment = (align: 'start' | 'end' | undefined) =>
  align === 'end' ? 'text-right' : 'text-left'

/** By `hideBelow`. */
export const hidden = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' }
