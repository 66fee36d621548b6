import { HOUR } from '../time'

/** How much of each dish is put aside at least, g, so that an illness can be traced (GB 31654-2021). */
export const SAMPLE_GRAMS = 125
/** More than anybody puts aside of a dish, g. */
export const SAMPLE_GRAMS_MOST = 2000
/** How long a sample is kept, ms; the same standard. */
export const SAMPLES_KEPT = 48 * HOUR

/** A sample that was put aside. */
export interface FoodSample {
  at: number
  grams: number
}

/** The samples of a sitting by dish. */
export type FoodSamples = Readonly<Record<string, FoodSample>>
