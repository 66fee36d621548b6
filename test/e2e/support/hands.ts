import { TEST_DEPTH } from '../../depth'

/**
 * In whose hands a journey is made: the width of the phone, px, and whether it is in senior mode. By default the narrowest with
 * the largest letters, in depth also the usual one.
 */
export const HANDS: [width: number, senior: boolean][] =
  TEST_DEPTH === 'deep'
    ? [
        [375, false],
        [320, true],
      ]
    : [[320, true]]
