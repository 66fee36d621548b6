import { Text } from '@tarojs/components'
import { cx } from '../cx'
import styles from './unbroken.module.scss'

/** A text that goes to the next line at its spaces only: never within 12:00–13:30, nor within a date. */
export function Unbroken({ text }: { text: string }) {
  const pieces = text.match(/[^ ]+ ?/g) ?? []
  return (
    <>
      {pieces.map(piece => (
        <Text key={piece} className={cx(styles.piece)}>
          {piece}
        </Text>
      ))}
    </>
  )
}
