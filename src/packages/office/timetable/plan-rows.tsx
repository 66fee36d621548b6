import type { PlanRowView } from '@domain/contracts/office-timetable'
import { localClock, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import office from '../parts/office.module.scss'
import { Table } from '../parts/table'
import { saySkip, saySkipped } from './say'
import styles from './timetable.module.scss'

const COLUMNS = [
  { label: '课', width: '1.6fr' },
  { label: '从', width: '1fr' },
  { label: '到', width: '1fr' },
  { label: '结果', width: '1.6fr' },
]

const sayAt = (ms: number | null) => (ms === null ? '' : `${sayShortDate(ms)} ${localClock(ms)}`)

interface PlanRowsProps {
  plan: { rows: PlanRowView[]; created: number; skipped: number }
}

/** What planning many sessions would do: how many are created, and each that is skipped with its reason. */
export function PlanRows({ plan: { rows, created, skipped } }: PlanRowsProps) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? rows : rows.filter(({ outcome }) => outcome === 'skip')
  const works = rows.filter(({ isWorkday }) => isWorkday).length
  return (
    <View className={cx(office.stack)}>
      <View id="plan-said" className={cx(office.bold)}>
        建 {created} 场{skipped > 0 && `，跳过 ${skipped} 场：${saySkipped(rows)}`}
      </View>
      {works > 0 && <View className={cx(office.note)}>有 {works} 场在调休上班的日子，请看看合不合适。</View>}
      {rows.length > 0 && (
        <View className={cx(office.wrap)}>
          <Chip id="plan-skipped" on={!isAll} onTap={() => setAll(false)}>
            只看跳过的
          </Chip>
          <Chip id="plan-all" on={isAll} onTap={() => setAll(true)}>
            每一场都看
          </Chip>
        </View>
      )}
      {shown.length > 0 && (
        <Table
          columns={COLUMNS}
          rows={shown.map((row, n) => ({
            id: `plan-${n}`,
            cells: [
              row.title,
              row.sourceAt === null ? '' : sayAt(row.sourceAt),
              row.startsAt === null ? '' : `→ ${sayAt(row.startsAt)}`,
              <View key="why" className={cx(row.why ? styles.skipped : styles.created)}>
                {row.why ? `跳过：${saySkip(row.why, row.detail)}` : '建草稿'}
              </View>,
            ],
          }))}
        />
      )}
    </View>
  )
}
