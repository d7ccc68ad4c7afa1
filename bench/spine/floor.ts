import { setImmediate } from 'node:timers/promises'
import fastify from 'fastify'
import pg from 'pg'

// What there is to compare with: Fastify taking the same bytes and writing one raw row per request, collected the same
// way, on the same server. It checks nothing and understands nothing.
const [port, databaseUrl] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
await pool.query('drop table if exists floor')
await pool.query(
  'create table floor (id bigint generated always as identity primary key, body bytea not null, at timestamptz not null default now())',
)

type Waiting = { body: Buffer; resolve: () => void; reject: (error: unknown) => void }
const waiting: Waiting[] = []
let writing = false

async function writeAll(): Promise<void> {
  writing = true
  while (waiting.length > 0) {
    await setImmediate()
    const batch = waiting.splice(0, 1000)
    try {
      await pool.query({
        name: 'floor',
        text: 'insert into floor (body) select * from unnest($1::bytea[])',
        values: [batch.map(({ body }) => body)],
      })
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  writing = false
}

const app = fastify({ bodyLimit: 4 * 1024 * 1024 })
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
app.post<{ Body: Buffer }>('/', async ({ body }, reply) => {
  await new Promise<void>((resolve, reject) => {
    waiting.push({ body, resolve, reject })
    if (!writing) void writeAll()
  })
  return reply.code(200).send()
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
process.stdout.write('ready\n')
