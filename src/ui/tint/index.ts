import styles from './tint.module.scss'

/** The quiet background of an area: one accent each. */
export type Tint = 'ember' | 'indigo' | 'pine' | 'plum'

/** Class of a tinted background. */
export function tintClass(tint: Tint): string | undefined {
  return styles[tint]
}
