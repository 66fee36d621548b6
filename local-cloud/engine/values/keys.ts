/**
 * Encodes values so that byte order equals value order; LMDB's sorted keys then form an index.
 * No encoding is a prefix of another, so encodings can be concatenated, and inverted bytewise for descending fields.
 */
import { isPlain, TypeOrder, typeOrderOf } from './compare'
import { EMPTY_ARRAY } from './paths'

const END = 0x00
const ESCAPE = 0xff

/** A growing buffer that is reused, because every write encodes keys. */
class KeyWriter {
  private bytes = Buffer.allocUnsafe(2048)
  private length = 0

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1)
    this.bytes[this.length++] = value
  }

  number(value: number): void {
    this.grow(8)
    // -0 equals 0; adding zero normalises it.
    this.bytes.writeDoubleBE(value + 0, this.length)
    const first = this.bytes[this.length] as number
    // IEEE 754 sorts as bytes once the sign bit is flipped, and all bits of negatives.
    if (first & 0x80) this.invert(this.length, this.length + 8)
    else this.bytes[this.length] = first | 0x80
    this.length += 8
  }

  /** UTF-8 with zero bytes escaped, terminated by a zero byte. */
  text(value: string): void {
    this.grow(value.length * 3 + 1)
    const start = this.length
    this.length += this.bytes.write(value, start, 'utf8')
    if (this.bytes.subarray(start, this.length).includes(END)) {
      const raw = Buffer.from(this.bytes.subarray(start, this.length))
      this.length = start
      for (const unit of raw) {
        this.byte(unit)
        if (unit === END) this.byte(ESCAPE)
      }
    }
    this.byte(END)
  }

  private invert(from: number, to: number): void {
    for (let i = from; i < to; i++) this.bytes[i] = ~(this.bytes[i] as number)
  }

  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.length))
    this.length = 0
    return taken
  }

  private grow(room: number): void {
    if (this.length + room <= this.bytes.length) return
    const bigger = Buffer.allocUnsafe((this.length + room) * 2)
    this.bytes.copy(bigger, 0, 0, this.length)
    this.bytes = bigger
  }
}

const writer = new KeyWriter()

function write(value: unknown): void {
  const kind = value === EMPTY_ARRAY ? TypeOrder.nothing : typeOrderOf(value)
  writer.byte(kind)
  switch (kind) {
    case TypeOrder.number:
      if (Number.isNaN(value)) for (let i = 0; i < 8; i++) writer.byte(0)
      else writer.number(value as number)
      break
    case TypeOrder.string:
      writer.text(value as string)
      break
    case TypeOrder.boolean:
      writer.byte(value ? 1 : 0)
      break
    case TypeOrder.date:
      writer.number((value as Date).getTime())
      break
    case TypeOrder.array:
      for (const element of value as unknown[]) write(element)
      writer.byte(END)
      break
    case TypeOrder.object:
      for (const [name, field] of Object.entries(isPlain(value) ? value : {})) {
        writer.byte(typeOrderOf(field))
        writer.text(name)
        write(field)
      }
      writer.byte(END)
      break
  }
}

/** Encodes one value, ascending. */
export function encodeValue(value: unknown): Buffer {
  write(value)
  return writer.take()
}

/** Splits values that were encoded one after the other, ascending. */
export function splitValues(bytes: Buffer): Buffer[] {
  const values: Buffer[] = []
  for (let from = 0; from < bytes.length; ) {
    const end = endOfValue(bytes, from)
    values.push(bytes.subarray(from, end))
    from = end
  }
  return values
}

/** Where the value ends that begins at `at`. */
function endOfValue(bytes: Buffer, at: number): number {
  switch (bytes[at]) {
    case TypeOrder.number:
    case TypeOrder.date:
      return at + 9
    case TypeOrder.boolean:
      return at + 2
    case TypeOrder.string:
      return endOfText(bytes, at + 1)
    case TypeOrder.array: {
      let next = at + 1
      while (bytes[next] !== END) next = endOfValue(bytes, next)
      return next + 1
    }
    case TypeOrder.object: {
      let next = at + 1
      // The type of a field, its name, its value.
      while (bytes[next] !== END) next = endOfValue(bytes, endOfText(bytes, next + 1))
      return next + 1
    }
    default:
      return at + 1
  }
}

function endOfText(bytes: Buffer, at: number): number {
  let end = bytes.indexOf(END, at)
  while (bytes[end + 1] === ESCAPE) end = bytes.indexOf(END, end + 1)
  return end + 1
}

/** Bytes of a sequence in an entry. */
const SEQUENCE_BYTES = 6

/**
 * An index entry: its fields, each in its direction; the document's sequence, so that equal fields come in the order of
 * insertion; the document's key; and the key's length, to find its start.
 */
export function encodeEntry(fields: Buffer, sequence: number, documentKey: Buffer): Buffer {
  const entry = Buffer.allocUnsafe(fields.length + SEQUENCE_BYTES + documentKey.length + 2)
  fields.copy(entry)
  entry.writeUIntBE(sequence, fields.length, SEQUENCE_BYTES)
  documentKey.copy(entry, fields.length + SEQUENCE_BYTES)
  entry.writeUInt16BE(documentKey.length, entry.length - 2)
  return entry
}

/** The field part of an index entry. */
export function fieldsOfEntry(entry: Buffer): Buffer {
  return entry.subarray(0, entry.length - 2 - entry.readUInt16BE(entry.length - 2) - SEQUENCE_BYTES)
}

/** The key of the document of an index entry. */
export function documentKeyOfEntry(entry: Buffer): Buffer {
  return entry.subarray(entry.length - 2 - entry.readUInt16BE(entry.length - 2), entry.length - 2)
}

/** Inverts the encoding of a field, for a descending index. */
export function invertBytes(bytes: Buffer): Buffer {
  const turned = Buffer.allocUnsafe(bytes.length)
  for (let i = 0; i < bytes.length; i++) turned[i] = ~(bytes[i] as number)
  return turned
}

/** The first key after all keys that begin with `bytes`. */
export function endOfPrefix(bytes: Buffer): Buffer {
  for (let i = bytes.length - 1; i >= 0; i--) {
    if (bytes[i] !== 0xff) {
      const next = Buffer.from(bytes.subarray(0, i + 1))
      next[i] = (next[i] as number) + 1
      return next
    }
  }
  // No entry starts with this many 0xff bytes, so this key is after all of them.
  return Buffer.alloc(bytes.length + 1, 0xff)
}
