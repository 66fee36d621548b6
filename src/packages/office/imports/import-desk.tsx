import type { CellFault } from '@domain/office/import-centres'
import { View } from '@tarojs/components'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Desk } from '../parts/desk'
import styles from '../parts/office.module.scss'
import type { OfficePlace } from '../parts/place'
import type { SectionName } from '../parts/sections'
import { Table } from '../parts/table'
import { ExportButton } from '../xlsx/export-button'
import type { Spreadsheet } from './use-spreadsheet'

const FAULTS = [
  { label: '哪一格', width: '1fr' },
  { label: '为什么', width: '2fr' },
]

interface ImportDeskProps<Read, Known> {
  place: OfficePlace
  section: SectionName
  /** What is imported: 中心, 课表, 成员. */
  what: string
  note: string
  template: readonly { label: string; example: string }[]
  sheet: Spreadsheet<Read>
  /** What must be known before a file can be read; absent: nothing. */
  request?: Request<Known>
  /** What the file holds, row by row. */
  columns: readonly { label: string; width: string }[]
  rows: (read: Read) => readonly (readonly string[])[]
  /** What the button says about so many rows, and does. */
  confirm: (count: number) => string
  busy: boolean
  error: CloudError | null
  onConfirm: (read: Read) => void
}

/** A page that imports a spreadsheet: its template, a dry run that marks each wrong cell, and then all that it holds, or nothing. */
export function ImportDesk<Read extends { faults: readonly CellFault[] }, Known = null>(
  props: ImportDeskProps<Read, Known>,
) {
  const { place, section, what, note, template, sheet, request, columns, error } = props
  const { read } = sheet
  const faults = read?.faults ?? []
  const rows = read && faults.length === 0 ? props.rows(read) : []
  const footer = read && rows.length > 0 && (
    <Button id="import-yes" busy={props.busy} onTap={() => props.onConfirm(read)}>
      {props.confirm(rows.length)}
    </Button>
  )
  const body = (
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
        <Button id="import-choose" look="soft" size="small" onTap={() => void sheet.choose()}>
          选文件（.xlsx 或 .csv）
        </Button>
      </View>
      {sheet.isUnreadable && (
        <Alert id="import-problem" text="这个文件打不开" hint="请存成 .xlsx 或 UTF-8 的 .csv 再试。" />
      )}
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
      {read && faults.length === 0 && rows.length === 0 && (
        <Alert id="import-problem" text={`表里没有${what}`} hint="第一行是标题，从第二行写起。" />
      )}
      {rows.length > 0 && (
        <Table columns={columns} rows={rows.map((cells, n) => ({ id: `import-${n}`, cells: [...cells] }))} />
      )}
    </View>
  )
  return (
    <Desk id="office-import" title={`从表格导入${what}`} section={section} place={place} footer={footer}>
      {request ? (
        <Loaded request={request} skeleton={[60, 44]} ageless>
          {() => body}
        </Loaded>
      ) : (
        body
      )}
    </Desk>
  )
}
