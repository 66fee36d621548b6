import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { KEY_ROW } from '@/platform/keys'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './table.module.scss'

export interface TableRow {
  id: string
  /** As many as there are columns; the first is the name of the row. */
  cells: readonly ReactNode[]
  onTap?: (() => void) | undefined
}

interface TableProps {
  /** Headings, and the widths of their columns in a wide window, as for a CSS grid. */
  columns: readonly { label: string; width: string }[]
  rows: readonly TableRow[]
}

/** Rows that come at a time: in WeChat each is sent to the view, where two hundred would take seconds on a poor phone. */
const STEP = process.env.TARO_ENV === 'h5' ? Number.POSITIVE_INFINITY : 40

/** Rows of the same kind: a table in a wide window, on a phone a list in which the other cells stand below the first. */
export function Table({ columns, rows }: TableProps) {
  const [shown, setShown] = useState(STEP)
  const style = { gridTemplateColumns: [...columns.map(({ width }) => width), '20px'].join(' ') }
  return (
    <Card>
      <View className={cx(styles.row, styles.heading)} style={style}>
        {columns.map(({ label }) => (
          <View key={label}>{label}</View>
        ))}
      </View>
      {rows.slice(0, shown).map(({ id, cells, onTap }) => {
        const [first, ...others] = cells
        const body = (
          <>
            <View className={cx(styles.name)}>{first}</View>
            {others.map((cell, n) => (
              <View key={columns[n + 1]?.label ?? n} className={cx(styles.cell, isEmpty(cell) && styles.empty)}>
                {cell}
              </View>
            ))}
            {onTap && <Icon name="next" size="small" className={styles.next} />}
          </>
        )
        return onTap ? (
          <Tap key={id} id={id} className={cx(KEY_ROW, styles.row, styles.leads)} onTap={onTap}>
            <View className={cx(styles.grid)} style={style}>
              {body}
            </View>
          </Tap>
        ) : (
          <View key={id} id={id} className={cx(styles.row)}>
            <View className={cx(styles.grid)} style={style}>
              {body}
            </View>
          </View>
        )
      })}
      {rows.length > shown && (
        <Button look="plain" onTap={() => setShown(was => was + STEP)}>
          还有 {rows.length - shown} 行，看更多
        </Button>
      )}
    </Card>
  )
}

function isEmpty(cell: ReactNode): boolean {
  return cell === null || cell === undefined || cell === '' || cell === false
}
