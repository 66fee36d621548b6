/**
 * A webpack loader for one file of @noble/hashes, which writes the length of what it hashed with BigInt. iOS before 14 has no
 * BigInt, and check-in codes must be shown there too. The two halves of the length are written as numbers instead.
 */
const CALL = 'setBigUint64(view, blockLen - 8, BigInt(this.length * 8), isLE);'
const HALVES = `
  view.setUint32(blockLen - (isLE ? 4 : 8), Math.floor(this.length / 0x20000000), isLE);
  view.setUint32(blockLen - (isLE ? 8 : 4), (this.length << 3) >>> 0, isLE);`

module.exports = source => {
  if (!source.includes(CALL)) throw new Error('@noble/hashes has changed: see config/build/without-big-int.cjs')
  return source.replace(CALL, HALVES)
}
