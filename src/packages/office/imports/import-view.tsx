import type { CellFault } from '@domain/office/import-centres'
import { View } from '@tarojs/components'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from '../parts/office.module.scss'
import { Table } from '../parts/table'
import { ExportButton } from '../xlsx/export-button'

const FAULTS = [
  { label: '哪一格', width: '1fr' },
  { label: '为什么', width: '2fr' },
]

interface ImportViewProps {
  /** What is imported: 中心, 课表. */
  what: string
  note: string
  template: readonly { label: string; example: string }[]
  faults: readonly CellFault[]
  isUnreadable: boolean
  /** The file has no rows but headings. */
  isEmpty: boolean
  error: CloudError | null
  onChoose: () => void
  /** Rows that are good, when all are. */
  good: { columns: readonly { label: string; width: string }[]; rows: readonly (readonly string[])[] } | null
}

/** A spreadsheet before it is imported: its template, each wrong cell, or all that it holds. */
export function ImportView({
  what,
  note,
  template,
  faults,
  isUnreadable,
  isEmpty,
  error,
  onChoose,
  good,
}: ImportViewProps) {
  return (
    <View className={cx(styles.page)}>
      <View className={cx(styles.note)}>{note}</View>
      <View className={cx(styles.wrap)}>
        <ExportButton
          id="import-template"
          file={`${what}样表`}
          label="下载样表"
          sheet={() => ({
            name: what,
            columns: template.map(({ label }) => ({ label, width: 18 })),
            rows: [template.map(({ example }) => example)],
          })}
        />
        <Button id="import-choose" look="soft" size="small" onTap={onChoose}>
          选文件（.xlsx 或 .csv）
        </Button>
      </View>
      {isUnreadable && <Alert id="import-problem" text="这个文件打不开" hint="请存成 .xlsx 或 UTF-8 的 .csv 再试。" />}
      {error && <Alert id="import-problem" {...messageOf(error)} />}
      {faults.length > 0 && (
        <>
          <Alert id="import-faults" text={`有 ${faults.length} 格不对，一个都没有导入`} hint="改好以后重新选文件。" />
          <Table
            columns={FAULTS}
            rows={faults.map(({ row, column, why }, n) => ({
              id: `fault-${n}`,
              cells: [`第 ${row} 行「${column}」`, why],
            }))}
          />
        </>
      )}
      {isEmpty && <Alert id="import-problem" text={`表里没有${what}`} hint="第一行是标题，从第二行写起。" />}
      {good && (
        <Table columns={good.columns} rows={good.rows.map((cells, n) => ({ id: `import-${n}`, cells: [...cells] }))} />
      )}
    </View>
  )
}
