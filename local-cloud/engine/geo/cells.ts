/**
 * Encodes a position on a Z-order curve over longitude and latitude, like a geohash, so that a bounding box is a few
 * key ranges.
 */
import type { Box } from './conditions'
import type { Position } from './geometry'

/** Bits per axis: a cell of the finest level is about a metre wide. */
const DEPTH = 25
const SIDE = 2 ** DEPTH

/** First byte of a geo key: a point's cell; a line or area, which has no cell; no geometry. */
export const GeoMark = { cell: 0x61, elsewhere: 0x62, none: 0x60 } as const

function gridPosition(position: Position): [x: number, y: number] {
  const clamp = (share: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(share * SIDE)))
  return [clamp((position[0] + 180) / 360), clamp((position[1] + 90) / 180)]
}

/** Interleaves the leading `level` bits of both axes, left-aligned to the full depth. */
function interleave(x: number, y: number, level: number): bigint {
  let cell = 0n
  for (let bit = DEPTH - 1; bit >= DEPTH - level; bit--) {
    cell = (cell << 2n) | BigInt(((x >> bit) & 1) * 2 + ((y >> bit) & 1))
  }
  return cell << BigInt(2 * (DEPTH - level))
}

function keyOf(cell: bigint): Buffer {
  const key = Buffer.allocUnsafe(9)
  key[0] = GeoMark.cell
  key.writeBigUInt64BE(cell, 1)
  return key
}

/** The index key of a point. */
export function cellKey(position: Position): Buffer {
  const [x, y] = gridPosition(position)
  return keyOf(interleave(x, y, DEPTH))
}

/** Sorted, disjoint, half-open key ranges that contain every point of the box. */
export function cellRanges([low, high]: Box): { from: Buffer; to: Buffer }[] {
  // A box across the date line or a pole becomes the whole world: correct, but slow.
  const wraps = low[0] < -180 || high[0] > 180 || low[1] < -90 || high[1] > 90
  const [x1, y1] = gridPosition(wraps ? [-180, -90] : low)
  const [x2, y2] = gridPosition(wraps ? [180, 90] : high)
  // The finest level at which the box spans at most five cells in each direction.
  let level = DEPTH
  while (
    level > 0 &&
    ((x2 >> (DEPTH - level)) - (x1 >> (DEPTH - level)) > 4 || (y2 >> (DEPTH - level)) - (y1 >> (DEPTH - level)) > 4)
  ) {
    level--
  }
  const shift = DEPTH - level
  const span = 1n << BigInt(2 * shift)
  const starts: bigint[] = []
  for (let x = x1 >> shift; x <= x2 >> shift; x++) {
    for (let y = y1 >> shift; y <= y2 >> shift; y++) starts.push(interleave(x * 2 ** shift, y * 2 ** shift, level))
  }
  starts.sort((a, b) => (a < b ? -1 : 1))
  const ranges: { from: bigint; to: bigint }[] = []
  for (const start of starts) {
    const last = ranges.at(-1)
    if (last?.to === start) last.to = start + span
    else ranges.push({ from: start, to: start + span })
  }
  return ranges.map(({ from, to }) => ({ from: keyOf(from), to: keyOf(to) }))
}
