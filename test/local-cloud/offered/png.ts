import { inflateSync } from 'node:zlib'

/** Reads PNG files of 8 bits of grey without filters. */
export const PNG = {
  decode(bytes: Buffer): { width: number; height: number; rgba: Uint8ClampedArray } {
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    const data: Buffer[] = []
    for (let at = 8; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at)
      if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length))
      at += length + 12
    }
    const rows = inflateSync(Buffer.concat(data))
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
    for (let pixel = 0; pixel < width * height; pixel++) {
      const grey = rows[Math.floor(pixel / width) * (width + 1) + 1 + (pixel % width)] ?? 0
      rgba.fill(grey, pixel * 4, pixel * 4 + 3)
    }
    return { width, height, rgba }
  },
}
