import ipaddr from 'ipaddr.js'

// Azure answers virtual machines' questions about themselves at an address that looks like any other.
const publicButNot = new Set(['168.63.129.16'])

/** Whether an address belongs to the internet at large, rather than to this machine, its network or its cloud. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const plain = withoutWrapping(ipaddr.process(address))
  return plain.range() === 'unicast' && !publicButNot.has(plain.toString())
}

/** IPv6 has several ways of writing an IPv4 address; the one that counts is the one inside. */
function withoutWrapping(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address
  const bytes = address.toByteArray()
  const compatible =
    bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 14).some((byte) => byte > 0)
  return address.range() === 'rfc6052' || compatible ? new ipaddr.IPv4(bytes.slice(12)) : address
}
