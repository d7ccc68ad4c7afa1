import fastify from 'fastify'

// What there is to compare with: Fastify, one route, the same bytes, and nothing else.
const [port, body = ''] = process.argv.slice(2)
const answer: unknown = JSON.parse(body)
const app = fastify()
app.get('/', async () => answer)
await app.listen({ port: Number(port), host: '127.0.0.1' })
process.stdout.write('ready\n')
