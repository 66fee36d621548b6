import { View } from '@tarojs/components'
import { canPrint, printPage } from '@/platform/print'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ExportButton } from '../xlsx/export-button'
import { type Report, type ReportTable, sayCell } from './report'
import styles from './report.module.scss'

/** A report as it is printed, with the way to the printer and to a spreadsheet. */
export function ReportSheet({ report }: { report: Report }) {
  const { title, about, isWide, tables, note } = report
  const [first] = tables
  return (
    <View>
      <View className={cx(styles.tools)}>
        {canPrint && (
          <Button id="report-print" size="small" onTap={printPage}>
            打印
          </Button>
        )}
        <ExportButton
          id="report-export"
          file={title}
          sheet={() => ({
            name: title,
            columns: first.columns.map(({ label, width }) => ({ label, width: width === '1fr' ? 12 : 26 })),
            rows: first.rows.map(cells => cells.map(cell => (typeof cell === 'object' ? cell.tenths / 10 : cell))),
          })}
        />
      </View>
      <View
        className={cx('nf-light', styles.sheet, isWide && styles.wide)}
        {...a11y({ role: 'region', label: title, scrolls: true })}
      >
        <View className={cx(styles.title)}>{title}</View>
        <View className={cx(styles.about)}>{about}</View>
        {tables.map(table => (
          <ReportPart key={table.title} table={table} />
        ))}
        <View className={cx(styles.about)}>{note}</View>
      </View>
    </View>
  )
}

/** Rows of a table in WeChat, which cannot print it: two hundred centres would be a third of a megabyte for its view. */
const SHOWN_IN_WECHAT = 20

function ReportPart({ table: { title, columns, rows } }: { table: ReportTable }) {
  const shown = canPrint ? rows : rows.slice(0, SHOWN_IN_WECHAT)
  const style = { gridTemplateColumns: columns.map(({ width }) => `minmax(0, ${width})`).join(' ') }
  return (
    <View className={cx(styles.part)}>
      {title !== '' && <View className={cx(styles.heading)}>{title}</View>}
      <View className={cx(styles.table)}>
        <View className={cx(styles.row, styles.head)} style={style}>
          {columns.map(({ label }) => (
            <View key={label}>{label}</View>
          ))}
        </View>
        {shown.map(cells => (
          <View key={cells.map(sayCell).join('|')} className={cx(styles.row)} style={style}>
            {cells.map((cell, at) => (
              <View key={columns[at]?.label ?? at}>{sayCell(cell)}</View>
            ))}
          </View>
        ))}
      </View>
      {shown.length < rows.length && (
        <View className={cx(styles.about)}>还有 {rows.length - shown.length} 行，导出的表格里都有。</View>
      )}
    </View>
  )
}
