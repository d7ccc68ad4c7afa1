import autocannon from 'autocannon'

type Order = { url: string; headers: Array<Record<string, string>>; duration: number; connections: number }

// Our own JSON, written by requests.ts.
const { url, headers, duration, connections } = JSON.parse(process.argv[2] ?? '') as Order
const requests = headers.map((each) => ({ method: 'GET' as const, headers: each }))
const result = await autocannon({ url, duration, connections, requests })
const refused = result.non2xx + result.errors + result.timeouts
process.stdout.write(JSON.stringify({ average: result.requests.average, refused }))
