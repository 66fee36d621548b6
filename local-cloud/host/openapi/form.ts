import type { IncomingHttpHeaders } from 'node:http'
import busboy from 'busboy'

/** Reads a whole multipart form; every field, file or not, as bytes. Rejects on a malformed one. */
export function readForm(headers: IncomingHttpHeaders, body: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, Buffer>()
    const parser = busboy({ headers, limits: { parts: 50 } })
    parser.on('field', (name, value) => fields.set(name, Buffer.from(value)))
    // The SDK sends binary parts as application/octet-stream, which busboy treats as files.
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => fields.set(name, Buffer.concat(chunks)))
      stream.on('error', reject)
    })
    parser.on('error', reject)
    parser.on('close', () => resolve(fields))
    parser.end(body)
  })
}
