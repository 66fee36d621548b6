import type { Bench } from '../report'
import { crowd } from './crowd'
import { evening } from './evening'
import { joining } from './joining'

/** A whole city at once, and a whole city in an evening, in simulated time within simulated limits of the platform. */
export const city: Bench = async () => [...(await crowd()), ...(await joining()), ...(await evening())]
