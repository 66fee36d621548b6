/** Query operators on the bits of whole numbers, in two's complement. */
import { refuse } from '../errors'

/** A mask: a number that is not negative, or a list of positions from 0. */
function maskOf(operand: unknown, name: string): bigint {
  const isMask = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0
  if (isMask(operand)) return BigInt(operand)
  if (!Array.isArray(operand) || !operand.every(isMask)) {
    return refuse(`${name} takes a number that is not negative or a list of bit positions`)
  }
  // Positions from 63 on all mean the sign.
  return operand.reduce((mask, position) => mask | (1n << BigInt(Math.min(position, 63))), 0n)
}

/** Tests the bits of numbers that a long can hold; other values have none. */
export function bitsTest(
  name: string,
  accept: (value: bigint, mask: bigint) => boolean,
): (operand: unknown) => (value: unknown) => boolean {
  return operand => {
    const mask = maskOf(operand, name)
    return value => {
      if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) >= 2 ** 63) return false
      return accept(BigInt.asUintN(64, BigInt(value)), mask)
    }
  }
}
