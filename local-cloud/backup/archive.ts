/**
 * The format of a backup. A first line names it and how it is encrypted; the rest is compressed lines of JSON: a heading, the
 * entries, and an end with the number of entries and the SHA-256 of all lines before it. With a key the compressed lines are
 * encrypted with AES-256-GCM, and its tag ends the file.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** A backup that cannot be written, read or restored; the message is a sentence for the terminal. */
export class BackupError extends Error {}

export interface Heading {
  /** Epoch ms. */
  at: number
  /** Release of the product that wrote it. */
  version: string
}

export type Entry =
  /** A document, as JSON on disk. */
  | { collection: string; json: string }
  /** A collection, before its documents. */
  | { collection: string }
  /** A file of the cloud storage or a secret, by its path in the data folder. */
  | { file: string; base64: string }

/** Entries in an archive: documents of each collection, and files. */
export interface Contents {
  documents: Record<string, number>
  files: number
  sha256: string
}

interface Opening {
  salt?: string
  iv?: string
}

const FORMAT = 'nuanfeng-backup-1'
const TAG_BYTES = 16
const CHUNK = 64 * 1024

const keyOf = (password: string, salt: string) => scryptSync(password, Buffer.from(salt, 'hex'), 32)

class Counter {
  private readonly hash = createHash('sha256')
  readonly documents: Record<string, number> = {}
  files = 0

  add(line: string): void {
    this.hash.update(line).update('\n')
  }

  count(entry: Entry): void {
    if ('file' in entry) this.files++
    else this.documents[entry.collection] = (this.documents[entry.collection] ?? 0) + ('json' in entry ? 1 : 0)
  }

  contents(): Contents {
    return { documents: this.documents, files: this.files, sha256: this.hash.digest('hex') }
  }
}

/** Writes an archive, whole or not at all. Throws `BackupError` when the file exists. */
export async function writeArchive(
  file: string,
  heading: Heading,
  entries: Iterable<Entry>,
  password?: string,
): Promise<Contents> {
  if (await stat(file).catch(() => undefined)) throw new BackupError(`${file} exists; choose another name.`)
  const draft = `${file}.unfinished`
  const counter = new Counter()
  const result: { contents?: Contents } = {}
  function* lines(): Generator<string> {
    const first = JSON.stringify(heading)
    counter.add(first)
    yield first
    for (const entry of entries) {
      const line = JSON.stringify(entry)
      counter.count(entry)
      counter.add(line)
      yield line
    }
    result.contents = counter.contents()
    yield JSON.stringify({ end: result.contents })
  }
  const salt = randomBytes(16).toString('hex')
  const iv = randomBytes(12).toString('hex')
  const opening: Opening = password === undefined ? {} : { salt, iv }
  const output = createWriteStream(draft)
  output.write(`${FORMAT} ${JSON.stringify(opening)}\n`)
  try {
    const source = Readable.from(inChunks(lines()))
    if (password === undefined) await pipeline(source, createGzip(), output)
    else {
      const cipher = createCipheriv('aes-256-gcm', keyOf(password, salt), Buffer.from(iv, 'hex'))
      await pipeline(source, createGzip(), cipher, output, { end: false })
      await new Promise<void>((resolve, reject) => {
        output.once('error', reject)
        output.end(cipher.getAuthTag(), resolve)
      })
    }
    // Rename after the contents are on the disk, so that a power cut leaves no half of a backup under its name.
    const handle = await open(draft, 'r+')
    await handle.sync()
    await handle.close()
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
  if (!result.contents) throw new BackupError(`${file} could not be written.`)
  return result.contents
}

function* inChunks(lines: Iterable<string>): Generator<Buffer> {
  let text = ''
  for (const line of lines) {
    text += `${line}\n`
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

async function readOpening(file: string): Promise<{ opening: Opening; length: number; size: number }> {
  const handle = await open(file, 'r').catch(() => {
    throw new BackupError(`${file} cannot be read.`)
  })
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0)
    const text = buffer.toString('latin1', 0, bytesRead)
    const end = text.indexOf('\n')
    if (!text.startsWith(`${FORMAT} `) || end < 0) throw new BackupError(`${file} is no backup.`)
    try {
      return { opening: JSON.parse(text.slice(FORMAT.length, end)) as Opening, length: end + 1, size }
    } catch {
      throw new BackupError(`${file} is damaged: its first line cannot be read.`)
    }
  } finally {
    await handle.close()
  }
}

async function openLines(file: string, password: string | undefined): Promise<Readable> {
  const {
    opening: { salt, iv },
    length,
    size,
  } = await readOpening(file)
  const isEncrypted = salt !== undefined && iv !== undefined
  if (isEncrypted && password === undefined) throw new BackupError(`${file} is encrypted; set BACKUP_KEY.`)
  const output = new PassThrough()
  const end = isEncrypted ? size - TAG_BYTES - 1 : size - 1
  if (end < length) throw new BackupError(`${file} is damaged: it ends in its beginning.`)
  const input = createReadStream(file, { start: length, end })
  // Failures of any part reach whoever reads the output.
  const fail = (error: unknown) => output.destroy(error as Error)
  if (isEncrypted && password !== undefined) {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(password, salt), Buffer.from(iv, 'hex'))
    decipher.setAuthTag(await tagOf(file, size))
    pipeline(input, decipher, createGunzip(), output).catch(fail)
  } else pipeline(input, createGunzip(), output).catch(fail)
  return output
}

async function tagOf(file: string, size: number): Promise<Buffer> {
  const handle = await open(file, 'r')
  const { buffer } = await handle.read(Buffer.alloc(TAG_BYTES), 0, TAG_BYTES, size - TAG_BYTES)
  await handle.close()
  return buffer
}

/**
 * Reads an archive and calls `onEntry` for each entry; returns what it holds. Throws `BackupError` when it is not whole, when
 * a byte was changed, or when the key is wrong: then entries were given that must not be used.
 */
export async function readArchive(
  file: string,
  password: string | undefined,
  onEntry: (entry: Entry) => void | Promise<void>,
): Promise<{ heading: Heading; contents: Contents }> {
  const source = await openLines(file, password)
  const counter = new Counter()
  let heading: Heading | undefined
  let end: Contents | undefined
  try {
    const lines = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })
    const failed = new Promise<never>((_, reject) => source.once('error', reject))
    failed.catch(() => undefined)
    const all = lines[Symbol.asyncIterator]()
    for (;;) {
      const { value: line, done } = await Promise.race([all.next(), failed])
      if (done) break
      const parsed = JSON.parse(line) as Entry & { end?: Contents }
      if (parsed.end) {
        end = parsed.end
        continue
      }
      counter.add(line)
      if (!heading) {
        heading = parsed as unknown as Heading
        continue
      }
      counter.count(parsed)
      await onEntry(parsed)
    }
    // The tag of an encrypted archive is checked after its last byte.
    await Promise.race([new Promise(resolve => setImmediate(resolve)), failed])
  } catch (error) {
    if (error instanceof BackupError) throw error
    throw new BackupError(damage(file, password))
  }
  const contents = counter.contents()
  if (!heading || !end || JSON.stringify(end) !== JSON.stringify(contents))
    throw new BackupError(damage(file, password))
  return { heading, contents }
}

function damage(file: string, password: string | undefined): string {
  return `${file} is damaged${password === undefined ? '' : ', or BACKUP_KEY is another one'}: its checksum does not fit. Nothing was restored.`
}
