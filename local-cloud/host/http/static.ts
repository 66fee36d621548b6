import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const COMPRESSIBLE = /^(text\/|application\/json|image\/svg)/
/** A file name that carries the hash of its content never changes. */
const HASHED = /[.-][0-9a-f]{8,}\.\w+$/
const compress = promisify(gzip)

interface Zipped {
  version: string
  bytes: Buffer
}

/** How a file is sent; `br`: from the file beside it that was compressed when it was built. */
type Encoding = 'br' | 'gzip' | 'plain'
const ENDINGS: Record<Encoding, string> = { br: '-br', gzip: '-gz', plain: '' }

/** Whether the client takes this encoding. */
const accepts = (request: IncomingMessage, encoding: 'br' | 'gzip'): boolean =>
  new RegExp(`\\b${encoding}\\b`).test(String(request.headers['accept-encoding']))

/**
 * Serves the files of one folder, compressed, and with ETags made of size and modification time. A file whose name with `.br` is
 * there too, and no older, is sent as that one where the client takes Brotli; others are sent with gzip.
 */
export class StaticFolder {
  private readonly root: string
  private readonly zipped = new Map<string, Zipped>()

  /** `appendix` is added to the end of every HTML page. */
  constructor(
    folder: string,
    private readonly appendix = '',
  ) {
    this.root = resolve(folder)
  }

  /** Sends the file at `path` (decoded, relative); returns false when there is none. */
  async send(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const file = resolve(this.root, path === '' || path.endsWith('/') ? `${path}index.html` : path)
    if (!file.startsWith(this.root + sep) || path.includes('\0')) return false
    const info = await stat(file).catch(() => undefined)
    if (!info?.isFile()) return false
    const version = `${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}`
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    const encoding = COMPRESSIBLE.test(type) ? await encodingOf(request, file, info.mtimeMs) : 'plain'
    const etag = `"${version}${ENDINGS[encoding]}"`
    response.setHeader('cache-control', HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.setHeader('etag', etag)
    response.setHeader('vary', 'accept-encoding')
    response.setHeader('x-content-type-options', 'nosniff')
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return true
    }
    const bytes = await this.encoded(file, version, encoding)
    if (encoding !== 'plain') response.setHeader('content-encoding', encoding)
    response.writeHead(200, { 'content-type': type, 'content-length': bytes.length })
    response.end(request.method === 'HEAD' ? undefined : bytes)
    return true
  }

  private async read(file: string): Promise<Buffer> {
    const bytes = await readFile(file)
    return this.appendix !== '' && extname(file) === '.html'
      ? Buffer.concat([bytes, Buffer.from(this.appendix)])
      : bytes
  }

  private encoded(file: string, version: string, encoding: Encoding): Promise<Buffer> {
    if (encoding === 'br') return readFile(`${file}.br`)
    return encoding === 'gzip' ? this.zip(file, version) : this.read(file)
  }

  /** The compressed file, cached per version. */
  private async zip(file: string, version: string): Promise<Buffer> {
    const known = this.zipped.get(file)
    if (known?.version === version) return known.bytes
    const bytes = await compress(await this.read(file))
    this.zipped.set(file, { version, bytes })
    return bytes
  }
}

async function encodingOf(request: IncomingMessage, file: string, changedAt: number): Promise<Encoding> {
  if (accepts(request, 'br')) {
    const beside = await stat(`${file}.br`).catch(() => undefined)
    if (beside?.isFile() && beside.mtimeMs >= changedAt) return 'br'
  }
  return accepts(request, 'gzip') ? 'gzip' : 'plain'
}
