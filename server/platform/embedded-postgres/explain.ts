import { StartError } from '../start-error.ts'

/** Turns what the file system said about the data directory into a sentence with a way out. */
export function explainFileError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || error instanceof StartError) return error
  const sentence = fileSentence(error, dataDir)
  return sentence ? new StartError(sentence, { cause: error }) : error
}

/** The same for a PostgreSQL program that ended; its own words are the last resort. */
export function explainServer(lines: string[], dataDir: string): StartError {
  const said = lines.join('\n')
  if (/No space left on device|Check free disk space|wrote only|Disk quota exceeded/i.test(said))
    return new StartError(diskFull(dataDir))
  const nameless = /could not look up effective user ID (\d+)/.exec(said)
  if (nameless) {
    return new StartError(
      `User id ${nameless[1]} has no entry in /etc/passwd, which PostgreSQL needs: run as another user or set DATABASE_URL.`,
    )
  }
  return new StartError(`PostgreSQL does not start: ${telling(lines)}`)
}

/** Spawning failed before PostgreSQL could say anything. */
export function explainSpawn(error: NodeJS.ErrnoException, program: string): StartError {
  // ENOENT although the file is there: its loader is missing, as on Alpine, which has no glibc.
  const reason = error.code === 'ENOENT' ? 'the system lacks what it needs (glibc)' : error.message
  return new StartError(
    `Cannot run ${program}: ${reason}. Set DATABASE_URL to use a PostgreSQL of your own.`,
    {
      cause: error,
    },
  )
}

function fileSentence({ code, syscall, message }: NodeJS.ErrnoException, dataDir: string) {
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(dataDir)
  if (code === 'ENOTDIR' || code === 'EEXIST') return `The data directory ${dataDir} is not a directory.`
  // ENOENT is what a recursive mkdir answers on a read-only disk.
  const closed =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || (code === 'ENOENT' && syscall === 'mkdir')
  if (!closed) return undefined
  return `Cannot write to the data directory ${dataDir}: correct its permissions or set PROSA_DATA to another (${message}).`
}

const diskFull = (dataDir: string) =>
  `The disk that holds ${dataDir} is full: free some space and start again.`

function telling(lines: string[]) {
  const worst = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1)
  return worst?.replace(/^.*?(FATAL|PANIC|error):\s*/, '') ?? 'it ended without a word'
}
