import styles from './tint.module.scss'

/** The accent colour of an area of the app. */
export type Tint = 'ember' | 'indigo' | 'pine' | 'plum'

/** Class name of the background in that accent. */
export function tintClass(tint: Tint): string | undefined {
  return styles[tint]
}
