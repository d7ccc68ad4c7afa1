import type { QueryClient } from '@tanstack/react-query'
import { io, type Socket } from 'socket.io-client'
import type { CaughtUp, CursorMoved, Goodbye, Hello, Refused } from '#contract/live.ts'
import { pass, setLiveState, setMouth } from '../live.ts'
import { createFollower, type Follower, type Told } from './follow.ts'
import { readAgain } from './readAgain.ts'

export type LiveOptions = {
  queryClient: QueryClient
  /** In the rooms, and nothing missed: the time to say who is here. */
  onReady: () => void
  /** The server does not know us any more. */
  onEnded: () => void
  /** What this person may do changed. */
  onAccessChanged: () => void
}

const ANSWER_WITHIN = 15_000
const PATIENCE = 5_000

/** Follows the server until stopped. Loaded lazily: nobody outside needs a socket. */
export function connectLive(options: LiveOptions): () => void {
  const { queryClient } = options
  // WebSocket first: nothing is upgraded, and several servers behind one address need no memory of who is where.
  const socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 10_000,
  })
  const follower = createFollower({
    ask: (after) => ask(socket, after),
    pass: ({ name, payload }) => pass(name, payload),
    onFirst: () => void readAgain(queryClient, { predicate: ({ meta }) => meta?.live === true }),
    onResync: () => void queryClient.invalidateQueries(),
  })
  listen(socket, follower, options)
  const stopTrying = keepTrying(socket, options.onEnded)
  setLiveState('connecting')
  setMouth((name, message) => void (socket.connected && socket.emit(name, message)))
  return () => {
    stopTrying()
    // Or leaving would look like being cut off, and be mended.
    socket.off().offAny()
    socket.disconnect()
    setMouth(null)
    setLiveState('off')
  }
}

function listen(socket: Socket, follower: Follower, { onReady, onEnded, onAccessChanged }: LiveOptions) {
  socket.on('hello', async ({ cursor }: Hello) => {
    if (!(await follower.arrive(cursor))) return
    setLiveState('connected')
    onReady()
  })
  socket.on('cursor', ({ cursor }: CursorMoved) => follower.moveTo(cursor))
  socket.on('goodbye', ({ reason }: Goodbye) => {
    if (reason === 'session_ended') onEnded()
    if (reason === 'access_changed') onAccessChanged()
  })
  socket.on('disconnect', () => {
    follower.lose()
    setLiveState('broken')
  })
  // Typing and the like carry no mark: they are for now, and nobody asks for them later.
  socket.onAny((name: string, payload: unknown) => {
    if (isMarked(payload)) follower.hear({ name, payload })
    else pass(name, asObject(payload))
  })
}

/** The client tries again by itself, except after the server sent it away or refused it. */
function keepTrying(socket: Socket, onEnded: () => void): () => void {
  let timer: number | undefined
  const later = () => {
    if (socket.active) return
    window.clearTimeout(timer)
    timer = window.setTimeout(() => socket.connect(), PATIENCE)
  }
  socket.on('disconnect', later)
  socket.on('connect_error', (error) => {
    setLiveState('broken')
    if (isRefused(error)) onEnded()
    else later()
  })
  return () => window.clearTimeout(timer)
}

async function ask(socket: Socket, after: string): Promise<CaughtUp | null> {
  try {
    const answer: CaughtUp | Refused = await socket.timeout(ANSWER_WITHIN).emitWithAck('catch_up', { after })
    if (!('problem' in answer)) return answer
  } catch {
    // No answer: the connection is as good as gone.
  }
  // A new connection asks again, from the same place.
  if (socket.connected) socket.io.engine.close()
  return null
}

const isMarked = (payload: unknown): payload is Told['payload'] =>
  typeof payload === 'object' && payload !== null && 'eventId' in payload && 'cursor' in payload

const asObject = (payload: unknown): Record<string, unknown> =>
  typeof payload === 'object' && payload !== null ? { ...payload } : {}

/** The door says why as a problem, as over HTTP. */
const isRefused = (error: Error) =>
  'data' in error &&
  typeof error.data === 'object' &&
  error.data !== null &&
  'status' in error.data &&
  error.data.status === 401
