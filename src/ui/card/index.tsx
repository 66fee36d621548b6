import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import styles from './card.module.scss'

interface CardProps {
  id?: string | undefined
  className?: string | undefined
  /** Adds padding; off for rows and pictures that reach the edge. */
  padded?: boolean
  onTap?: (() => void) | undefined
  children: ReactNode
}

/** A white card; the whole card is a button when it has `onTap`. */
export function Card({ id, className, padded = false, onTap, children }: CardProps) {
  const names = cx(styles.card, padded && styles.padded, className)
  if (onTap) {
    return (
      <Tap id={id} className={names} onTap={onTap}>
        {children}
      </Tap>
    )
  }
  return (
    <View {...(id ? { id } : {})} className={names}>
      {children}
    </View>
  )
}
