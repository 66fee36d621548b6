/**
 * UTF-8 encoding for WeChat, whose JavaScript engine lacks the standard class of this name. The weapp build provides it
 * where a library uses the global.
 */
export class TextEncoder {
  encode(text: string): Uint8Array {
    const bytes = encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? []
    return Uint8Array.from(bytes, byte => (byte.length === 3 ? Number.parseInt(byte.slice(1), 16) : byte.charCodeAt(0)))
  }
}
