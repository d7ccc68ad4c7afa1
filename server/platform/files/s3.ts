import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { DomainError } from '#platform/errors.ts'
import { type ByteRange, type Place, within } from './place.ts'
import type { S3Address } from './s3-url.ts'

type Sdk = typeof import('@aws-sdk/client-s3')
type Bucket = { sdk: Sdk; client: S3Client }

/** Any storage that speaks S3: one object per file, named `ab/cd/<hash>`. */
export function openS3(address: S3Address): Place {
  const { keep, open, exists, remove, healthy } = bucketAt(address)
  return {
    keep: (path, file) => keep(path, file).catch(unavailable),
    open: (hash, range) => open(hash, range).catch(unavailable),
    exists: (hash) => exists(hash).catch(unavailable),
    remove: (hash) => remove(hash).catch(unavailable),
    healthy,
  }
}

function unavailable(error: unknown): never {
  if (error instanceof DomainError) throw error
  const options = { retryAfterSeconds: 5, cause: error }
  throw new DomainError(
    503,
    'storage_unavailable',
    'The file storage cannot be used now. Try again soon.',
    options,
  )
}

function bucketAt(address: S3Address): Place {
  const bucket = lazily(() => connect(address))
  const named = (hash: string) => ({
    Bucket: address.bucket,
    Key: `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`,
  })
  const size = async (hash: string) => {
    const { sdk, client } = await bucket()
    return orNothing(
      client.send(new sdk.HeadObjectCommand(named(hash))).then((head) => head.ContentLength ?? 0),
    )
  }
  return {
    keep: async (path, { hash, type }) => {
      if ((await size(hash)) !== undefined) return
      const { client } = await bucket()
      const { Upload } = await import('@aws-sdk/lib-storage')
      const params = { ...named(hash), Body: createReadStream(path), ContentType: type }
      await new Upload({ client, params, queueSize: 2 }).done()
    },
    open: async (hash, range) => {
      const whole = await size(hash)
      if (whole === undefined) return undefined
      const { sdk, client } = await bucket()
      const command = new sdk.GetObjectCommand({ ...named(hash), ...header(whole, range) })
      const answer = await orNothing(client.send(command))
      if (!answer) return undefined
      if (!(answer.Body instanceof Readable)) throw new Error('the file storage answered without a body')
      return { stream: answer.Body, size: whole }
    },
    exists: async (hash) => (await size(hash)) !== undefined,
    remove: async (hash) => {
      const { sdk, client } = await bucket()
      await client.send(new sdk.DeleteObjectCommand(named(hash)))
    },
    healthy: async () => {
      const { sdk, client } = await bucket()
      await client.send(new sdk.HeadBucketCommand({ Bucket: address.bucket }))
    },
  }
}

// The SDK is large: it is loaded by the first file, not by every process at its start.
async function connect({ endpoint, region, accessKeyId, secretAccessKey }: S3Address): Promise<Bucket> {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Buckets as parts of the host name need a certificate for each.
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      socketTimeout: 60_000,
      throwOnRequestTimeout: true,
    },
    // Newer checksums are unknown to many compatible storages; the name of a file is its checksum anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return { sdk, client }
}

function header(size: number, range: ByteRange | undefined): { Range?: string } {
  if (!range) return {}
  const { start, end } = within(size, range)
  return { Range: `bytes=${start}-${end}` }
}

async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && /^(NotFound|NoSuchKey)$/.test(error.name)) return undefined
    throw error
  }
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
