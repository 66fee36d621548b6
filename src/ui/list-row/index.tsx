import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Tap } from '../base/tap'
import { Card } from '../card'
import { cx } from '../cx'
import { Icon, type IconName } from '../icon'
import styles from './list-row.module.scss'

interface ListRowProps {
  id?: string | undefined
  icon?: IconName | undefined
  title: ReactNode
  note?: ReactNode
  end?: ReactNode
  /** Shows an arrow: the row opens something. */
  leads?: boolean
  onTap?: (() => void) | undefined
}

/** One row of a list: a title, a note below it, a value at the end. */
export function ListRow({ id, icon, title, note, end, leads = false, onTap }: ListRowProps) {
  const body = (
    <>
      {icon && <Icon name={icon} className={styles.lead} />}
      <View className={cx(styles.text)}>
        <View className={cx(styles.title)}>{title}</View>
        {note && <View className={cx(styles.note)}>{note}</View>}
      </View>
      {end && <View className={cx(styles.end)}>{end}</View>}
      {leads && <Icon name="next" size="small" className={styles.next} />}
    </>
  )
  if (onTap) {
    return (
      <Tap id={id} className={styles.row} onTap={onTap}>
        {body}
      </Tap>
    )
  }
  return (
    <View {...(id ? { id } : {})} className={cx(styles.row)}>
      {body}
    </View>
  )
}

/** Rows in one card, separated by lines. */
export function ListGroup({ children }: { children: ReactNode }) {
  return (
    <Card>
      <View className={cx(styles.group)}>{children}</View>
    </Card>
  )
}
