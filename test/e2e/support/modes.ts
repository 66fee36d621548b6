import { TEST_DEPTH } from '../../depth'

const NARROW_SENIOR: Mode = [320, true]
const USUAL: Mode = [375, false]

type Mode = [width: number, senior: boolean]

/**
 * The width of the phone, px, and whether the app is in senior mode, for journeys that run in several modes. By default only the
 * narrowest phone with the largest letters.
 */
export const MODES: Mode[] = TEST_DEPTH === 'deep' ? [USUAL, NARROW_SENIOR] : [NARROW_SENIOR]
