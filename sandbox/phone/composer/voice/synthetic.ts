/** Something like a voice, for computers without a microphone: syllables of a low tone with two formants. */
export function babble(seconds: number, rate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(seconds * rate))
  for (const at of samples.keys()) {
    const time = at / rate
    const syllable = Math.floor(time * 4.2)
    const within = (time * 4.2) % 1
    const pitch = 128 + 22 * Math.sin(time * 2.1) + ((syllable * 37) % 17)
    const formants = [480 + ((syllable * 211) % 420), 1200 + ((syllable * 337) % 900)]
    const buzz = tone(time, pitch) + 0.5 * tone(time, pitch * 2) + 0.3 * tone(time, pitch * 3)
    const colour = formants.reduce(
      (sum, formant) => sum + 0.25 * tone(time, Math.round(formant / pitch) * pitch),
      0,
    )
    const pause = syllable % 7 === 6 ? 0 : 1
    samples[at] = 0.22 * pause * Math.sin(Math.PI * within) ** 0.7 * (buzz + colour)
  }
  return samples
}

const tone = (time: number, frequency: number) => Math.sin(2 * Math.PI * frequency * time)
