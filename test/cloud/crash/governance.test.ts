import { contestScenes } from './scenes/contest'
import { governanceScenes } from './scenes/governance'
import { starScenes } from './scenes/stars'
import { crashSuite } from './suite'

/** Needs, topics and projects, the contest, and the star rating. */

crashSuite(governanceScenes, contestScenes, starScenes)
