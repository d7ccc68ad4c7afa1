import type { QueryClient } from '@tanstack/react-query'
import { io, type Socket } from 'socket.io-client'
import type { CaughtUp, CursorMoved, Goodbye, Hello, PushMark, Refused } from '#contract/live.ts'
import { pass, setLiveState, setMouth } from '../live.ts'
import { createPlace } from './place.ts'

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

type Told = { name: string; payload: Record<string, unknown> & PushMark }

/** Follows the server until stopped. Loaded lazily: nobody outside needs a socket. */
export function connectLive({ queryClient, onReady, onEnded, onAccessChanged }: LiveOptions): () => void {
  // WebSocket first: nothing is upgraded, and several servers behind one address need no memory of who is where.
  const socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 10_000,
  })
  const place = createPlace()
  let waiting: Told[] | null = null
  let retry: number | undefined

  const tell = ({ name, payload }: Told) => {
    if (place.isNews(payload.eventId)) pass(name, payload)
    place.moveTo(payload.cursor)
  }
  const readAnew = () => queryClient.invalidateQueries()

  const arrive = async ({ cursor }: Hello) => {
    place.pause()
    if (place.cursor() === null) {
      place.startAt(cursor)
      // What was read before the first cursor may have missed something in between.
      void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.live === true })
    } else if (!(await catchUp())) return
    setLiveState('connected')
    onReady()
  }

  /** What comes meanwhile waits, or the cursor would run past what is still to be told. */
  const catchUp = async (): Promise<boolean> => {
    waiting = []
    for (let complete = false; !complete; ) {
      const answer = await ask(socket, place.cursor() ?? '0')
      if (!answer) return false
      for (const told of answer.events) tell(told as Told) // by contract, every push of an event is marked
      place.moveTo(answer.cursor)
      if (answer.resync) {
        place.startAt(answer.cursor)
        void readAnew()
      }
      complete = answer.complete || answer.resync
    }
    place.pause()
    const late = waiting
    waiting = null
    for (const told of late) tell(told)
    return true
  }

  socket.on('hello', (hello: Hello) => void arrive(hello))
  socket.on('cursor', ({ cursor }: CursorMoved) => waiting ?? place.moveTo(cursor))
  socket.on('goodbye', ({ reason }: Goodbye) => {
    if (reason === 'session_ended') onEnded()
    if (reason === 'access_changed') onAccessChanged()
  })
  socket.onAny((name: string, payload: unknown) => {
    if (!isMarked(payload)) return pass(name, asObject(payload))
    if (waiting) waiting.push({ name, payload })
    else tell({ name, payload })
  })

  const later = () => {
    window.clearTimeout(retry)
    retry = window.setTimeout(() => socket.connect(), PATIENCE)
  }
  socket.on('disconnect', () => {
    waiting = null
    setLiveState('broken')
    // Sent away by the server itself: the client does not try again on its own.
    if (!socket.active) later()
  })
  socket.on('connect_error', (error) => {
    setLiveState('broken')
    if (isRefused(error)) onEnded()
    else if (!socket.active) later()
  })

  setLiveState('connecting')
  setMouth((name, message) => void (socket.connected && socket.emit(name, message)))
  return () => {
    window.clearTimeout(retry)
    socket.disconnect()
    setMouth(null)
    setLiveState('off')
  }
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
