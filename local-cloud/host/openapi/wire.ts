import { Reader, Writer } from 'protobufjs/minimal'
import { type Answer, isPicture, type Picture } from './answer'

/**
 * The two protobuf messages that wx-server-sdk exchanges for open-API calls:
 * request `CommApiData { int32 apiType = 1; OpenApiData openapiData = 2 { repeated KeyValuePair pairs = 1 { string key = 1;
 * bytes value = 2; } } }`, each value being JSON text, or the bytes of a file, whose type the SDK leaves out; reply
 * `CommOpenApiResp { bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; }`.
 */

/** Visits the fields of one message; the visitor returns whether it read the value. */
function eachField(reader: Reader, length: number, visit: (field: number) => boolean): void {
  const end = Math.min(reader.len, reader.pos + length)
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (!visit(tag >>> 3)) reader.skipType(tag & 7)
  }
}

/** A value as JSON, or the bytes of a file. */
function readValue(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return bytes
  }
}

/** Reads the parameters of an open-API call; throws on bytes that are not such a message. */
export function decodeRequest(bytes: Uint8Array): Record<string, unknown> {
  const parameters: Record<string, unknown> = Object.create(null)
  const reader = Reader.create(bytes)
  const readPair = () => {
    let key = ''
    let value = Buffer.from('null')
    eachField(reader, reader.uint32(), field => {
      if (field === 1) key = reader.string()
      else if (field === 2) value = Buffer.from(reader.bytes())
      return field === 1 || field === 2
    })
    parameters[key] = readValue(value)
  }
  eachField(reader, bytes.length, field => {
    if (field !== 2) return false
    eachField(reader, reader.uint32(), inner => {
      if (inner === 1) readPair()
      return inner === 1
    })
    return true
  })
  return parameters
}

/**
 * Encodes WeChat's answer, JSON or a picture, as the SDK expects it; `errorCode` is a failure of the platform itself, 0 for
 * none.
 */
export function encodeReply(answer: Answer | Picture, errorCode = 0): Buffer {
  const writer = Writer.create()
  writer.uint32(10).bytes(isPicture(answer) ? answer.bytes : Buffer.from(JSON.stringify(answer)))
  writer.uint32(18).string(isPicture(answer) ? answer.contentType : 'application/json')
  writer.uint32(24).int32(errorCode)
  writer.uint32(32).uint32(200)
  return Buffer.from(writer.finish())
}
