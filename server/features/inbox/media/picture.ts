import type { Sharp, SharpOptions } from 'sharp'

export type Look = {
  width: number
  height: number
  /** More than one picture in it. */
  animated: boolean
  /** As every channel takes it: eight bits for each of red, green and blue. */
  plain: boolean
}

// Pictures come from strangers: what would fill the memory when unpacked is not unpacked.
const mostPixels = 64_000_000
const longestSeconds = 20
const thumbnailSide = 320
const longestSide = 4096

/** Null for what cannot be read as a picture. */
export const lookAt = (bytes: Buffer): Promise<Look | null> =>
  attempt(bytes, async (picture) => {
    const { autoOrient, pages = 1, depth, isPalette, channels, space } = await picture.metadata()
    const { width, height } = autoOrient
    const plain = depth === 'uchar' && !isPalette && channels >= 3 && space === 'srgb'
    return { width, height, animated: pages > 1, plain }
  })

/** Small, and without what a camera notes of place and time. */
export const thumbnailOf = (bytes: Buffer): Promise<Buffer | null> =>
  attempt(bytes, (picture) =>
    picture
      .autoOrient()
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer(),
  )

export const asJpeg = (bytes: Buffer): Promise<Buffer | null> =>
  attempt(bytes, (picture) =>
    picture
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer(),
  )

export const asPlainPng = (bytes: Buffer): Promise<Buffer | null> =>
  attempt(bytes, (picture) => picture.autoOrient().toColourspace('srgb').png({ palette: false }).toBuffer())

const options: SharpOptions = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }

async function attempt<T>(bytes: Buffer, work: (picture: Sharp) => Promise<T>): Promise<T | null> {
  // Loaded with the first picture: most processes never see one.
  const { default: sharp } = await import('sharp')
  return inTurn(() => work(sharp(bytes, options).timeout({ seconds: longestSeconds }))).catch(() => null)
}

const atOnce = 2
const waiting: Array<() => void> = []
let running = 0

/** Two at a time: a picture takes a core while it is worked on, and a hundred times its size in memory. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
