import { Text } from '@tarojs/components'
import { cx } from '../cx'
import styles from './unbroken.module.scss'

/** Text that wraps only at its spaces: never within 12:00–13:30 or within a date. */
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
