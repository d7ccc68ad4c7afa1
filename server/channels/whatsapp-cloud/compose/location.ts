import type { Location } from '#contract/messages.ts'

/** An empty name is refused. */
export const composeLocation = ({ latitude, longitude, name, address }: Location): Location => ({
  latitude,
  longitude,
  ...(name && { name }),
  ...(address && { address }),
})
