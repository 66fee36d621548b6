import { ballots } from './ballot'
import { canteen } from './canteen'
import { courses } from './course'
import { desk } from './desk'
import { spaces } from './spaces'
import type { Theme } from './theme'
import { waitlist } from './waitlist'

export const THEMES: readonly Theme[] = [waitlist, ballots, spaces, courses, desk, canteen]
