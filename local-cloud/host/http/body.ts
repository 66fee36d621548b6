import type { IncomingMessage } from 'node:http'
import { HostError } from '../errors'

/** Collects a request body; one above `limit` bytes is refused with `BODY_TOO_LARGE`. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) {
        chunks.push(chunk)
        return
      }
      request.off('data', onData)
      // Discard the rest, so that the client receives the reply instead of a connection error.
      request.resume()
      reject(new HostError('BODY_TOO_LARGE', `The body is larger than ${Math.floor(limit / 1024)} KB.`))
    }
    request.on('data', onData)
    let isRead = false
    const breakOff = () => {
      // Every request is closed after its end; an error that nobody sees would cost its stack trace.
      if (!isRead) reject(new HostError('BAD_REQUEST', 'The request broke off.'))
    }
    request.once('end', () => {
      isRead = true
      resolve(Buffer.concat(chunks))
    })
    request.once('error', breakOff)
    request.once('close', breakOff)
  })
}

/** Reads a body that must be a JSON object; an empty one counts as `{}`. */
export async function readJsonObject(request: IncomingMessage, limit: number): Promise<Record<string, unknown>> {
  const text = (await readBody(request, limit)).toString('utf8')
  let value: unknown
  try {
    value = text === '' ? {} : JSON.parse(text)
  } catch {
    throw new HostError('BAD_REQUEST', 'The body is not valid JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HostError('BAD_REQUEST', 'The body must be a JSON object.')
  }
  return value as Record<string, unknown>
}
