import ipaddr from 'ipaddr.js'

type Range = ReturnType<typeof ipaddr.parseCIDR>
type Allowance = { port: number | null } & ({ host: string } | { range: Range })
export type Allowed = (target: { host: string; port: number; address: string }) => boolean

/** One of: a range, an address, a host name; the latter two with or without a port. */
export function readAllowance(item: string): Allowance | undefined {
  if (ipaddr.isValidCIDR(item)) return { range: ipaddr.parseCIDR(item), port: null }
  if (ipaddr.isValid(item)) return { range: only(item), port: null }
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(item) ?? []
  const host = bracketed ?? plain
  const port = digits === undefined ? null : Number(digits)
  if (!host || (port !== null && (port < 1 || port > 65535))) return undefined
  if (ipaddr.isValid(host)) return { range: only(host), port }
  return !bracketed && /^[a-z\d]([a-z\d._-]*[a-z\d])?$/i.test(host)
    ? { host: host.toLowerCase(), port }
    : undefined
}

const only = (address: string): Range => {
  const parsed = ipaddr.process(address)
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128]
}

export function allowedBy(items: string[]): Allowed {
  const allowances = items.map(readAllowance).filter((allowance) => allowance !== undefined)
  return ({ host, port, address }) =>
    allowances.some(
      (allowance) =>
        (allowance.port ?? port) === port &&
        ('host' in allowance ? allowance.host === host.toLowerCase() : inRange(address, allowance.range)),
    )
}

function inRange(address: string, [start, bits]: Range): boolean {
  const parsed = ipaddr.process(address)
  return parsed.kind() === start.kind() && parsed.match(start, bits)
}
