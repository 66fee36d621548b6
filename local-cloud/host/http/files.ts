import { HostError } from '../errors'
import { readForm } from '../openapi/form'
import { type CloudFiles, isCloudPath } from '../storage/files'
import { readBody } from './body'
import type { Handler } from './handler'

/** Largest file. */
const MAX_FILE_BYTES = 50 * 1024 * 1024

function requirePath(rest: string): string {
  if (!isCloudPath(rest)) throw new HostError('NOT_FOUND', 'There is no such file.')
  return rest
}

/** A failure in the form that the SDK parses. */
function failureXml(message: string): string {
  const empty = '<RequestId></RequestId><TraceId></TraceId>'
  return `<?xml version="1.0" encoding="utf-8"?><Error><Code>NotStored</Code><Message>${message}</Message>${empty}</Error>`
}

/** Uploads and downloads of cloud storage: PUT by today's SDKs, POST of a form by older ones, GET by everybody. */
export function filesRoute(files: CloudFiles): Record<'GET' | 'PUT' | 'POST', Handler> {
  const store = async (path: string, bytes: Buffer): Promise<string> => {
    try {
      await files.write(path, bytes)
      return ''
    } catch {
      return failureXml('the file cannot be stored: a part of its path is a file, or the disk is full')
    }
  }
  return {
    GET: async (_request, response, rest) => {
      const bytes = await files.read(requirePath(rest))
      if (!bytes) throw new HostError('NOT_FOUND', 'There is no such file.')
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length })
      response.end(bytes)
    },
    PUT: async (request, response, rest) => {
      response.end(await store(requirePath(rest), await readBody(request, MAX_FILE_BYTES)))
    },
    POST: async (request, response, rest) => {
      const path = requirePath(rest)
      const form = await readForm(request.headers, await readBody(request, MAX_FILE_BYTES)).catch(() => undefined)
      const file = form?.get('file')
      response.end(file ? await store(path, file) : failureXml('the form has no file'))
    },
  }
}
