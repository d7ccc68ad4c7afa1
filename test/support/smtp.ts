import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { readMail, type SentMail } from './mime.ts'

export type { SentMail } from './mime.ts'

/** A mail server on loopback that takes everything and keeps it, so that the real mailer is what is tested. */
export async function startMailbox() {
  const mails: SentMail[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy()))
    converse(socket, (mail) => mails.push(mail))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the test mail server has no port')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { mails, url: `smtp://127.0.0.1:${address.port}`, close }
}

function converse(socket: Socket, keep: (mail: SentMail) => void): void {
  let content: string[] | undefined
  let recipients: string[] = []
  const say = (line: string) => socket.write(`${line}\r\n`)
  const verbs: Record<string, (line: string) => void> = {
    rcpt: (line) => {
      recipients.push(/<(.*)>/.exec(line)?.[1] ?? '')
      say('250 ok')
    },
    data: () => {
      content = []
      say('354 go on')
    },
    quit: () => socket.end('221 bye\r\n'),
  }
  const receive = (line: string) => {
    if (!content) return (verbs[line.slice(0, 4).toLowerCase()] ?? (() => say('250 ok')))(line)
    if (line !== '.') return content.push(line.replace(/^\./, ''))
    keep(readMail(content.join('\r\n'), recipients))
    content = undefined
    recipients = []
    return say('250 kept')
  }
  // Latin-1 keeps every byte as it is until the charset of the part is known.
  createInterface({ input: socket.setEncoding('latin1') }).on('line', receive)
  say('220 test')
}
