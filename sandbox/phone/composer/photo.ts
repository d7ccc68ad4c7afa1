const longest = 2560

/** WhatsApp sends photos as JPEG of a bearable size, whatever the camera made; so does this phone. */
export async function asPhonePhoto(file: File): Promise<Blob> {
  const fits = /^image\/(jpeg|png)$/.test(file.type) && file.size < 4_000_000
  const bitmap = fits ? undefined : await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return file
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) return file
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.86))
}
