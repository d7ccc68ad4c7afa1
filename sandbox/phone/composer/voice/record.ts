import { decode, rate, voiceNote } from './encode.ts'
import { babble } from './synthetic.ts'

export type Recording = {
  /** No microphone: what is sent is made up. */
  synthetic: boolean
  stop: () => Promise<Blob>
  cancel: () => void
}

export const longest = 5 * 60_000

export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined)
  if (!stream || typeof MediaRecorder === 'undefined') return pretend()
  const recorder = new MediaRecorder(stream)
  const chunks: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  recorder.start()
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  const cancel = () => {
    recorder.stop()
    end()
  }
  async function stop(): Promise<Blob> {
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
    cancel()
    await stopped
    const recorded = new Blob(chunks, { type: recorder.mimeType })
    // What cannot be read back is sent as it was recorded.
    return decode(recorded).then(voiceNote, () => recorded)
  }
  return { synthetic: false, stop, cancel }
}

function pretend(): Recording {
  const begun = performance.now()
  const seconds = () => Math.max(2, Math.min(60, (performance.now() - begun) / 1000))
  return { synthetic: true, stop: () => voiceNote(babble(seconds(), rate)), cancel: () => undefined }
}
