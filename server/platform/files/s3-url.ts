export type S3Address = {
  endpoint: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

/** `s3://key:secret@host[:port]/bucket?region=…&tls=off`; key and secret percent-encoded where they need it. */
export function readS3Url(value: string): S3Address | undefined {
  const url = URL.parse(value)
  if (url?.protocol !== 's3:' || !url.host || !url.username || !url.password) return undefined
  const [, bucket] = /^\/([a-z\d][a-z\d.-]{1,61}[a-z\d])\/?$/.exec(url.pathname) ?? []
  const tls = url.searchParams.get('tls') ?? 'on'
  const unknown = [...url.searchParams.keys()].some((name) => name !== 'region' && name !== 'tls')
  const [accessKeyId, secretAccessKey] = [decode(url.username), decode(url.password)]
  if (!bucket || unknown || !/^(on|off)$/.test(tls) || !accessKeyId || !secretAccessKey) return undefined
  return {
    endpoint: `${tls === 'off' ? 'http' : 'https'}://${url.host}`,
    region: url.searchParams.get('region') || 'us-east-1',
    bucket,
    accessKeyId,
    secretAccessKey,
  }
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    // A stray percent sign: the address is not well formed.
    return undefined
  }
}
