import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import own from './code-card.module.scss'
import styles from './page.module.scss'

interface CodeCardProps {
  id: string
  /** Digits; shown in two halves. */
  code: string
  title?: string
  note: string
}

/** A code that one person says to another. */
export function CodeCard({ id, code, title, note }: CodeCardProps) {
  const half = code.length / 2
  return (
    <Card padded>
      <View className={cx(own.code)}>
        {title && <View>{title}</View>}
        <View id={id} className={cx(own.digits)}>
          {`${code.slice(0, half)} ${code.slice(half)}`}
        </View>
        <View className={cx(styles.note)}>{note}</View>
      </View>
    </Card>
  )
}
