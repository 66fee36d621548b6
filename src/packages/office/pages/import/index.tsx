import '../../messages'
import { MAX_IMPORTED } from '@domain/contracts/limits'
import { CENTRE_COLUMNS, type ReadCentres, readCentres } from '@domain/office/import-centres'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { chooseSpreadsheet } from '@/platform/choose-file'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { toast } from '@/ui/toast'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table } from '../../parts/table'
import { ExportButton } from '../../xlsx/export-button'
import { readSpreadsheet } from '../../xlsx/read'

const FAULTS = [
  { label: '哪一格', width: '1fr' },
  { label: '为什么', width: '2fr' },
]
const READ = [
  { label: '名称', width: '1.4fr' },
  { label: '县区', width: '100px' },
  { label: '地址', width: '2fr' },
  { label: '电话', width: '1fr' },
]

/** Imports centres from a spreadsheet: first a dry run that marks each wrong cell, then all or none. */
function ImportPage() {
  const place = usePlace()
  const { county } = place
  const [read, setRead] = useState<ReadCentres | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { run, busy, error } = useAction('office.importCentres')
  const inFront = usePageInFront()
  const choose = async () => {
    const bytes = await chooseSpreadsheet()
    if (!bytes) return
    const rows = readSpreadsheet(bytes)
    setRead(rows && readCentres(rows, county ?? null))
    setProblem(rows ? null : '这个文件打不开')
  }
  const isGood = read !== null && read.faults.length === 0 && read.centres.length > 0
  const add = async () => {
    if (!read) return
    let [created, existing] = [0, 0]
    for (let from = 0; from < read.centres.length; from += MAX_IMPORTED) {
      const centres = read.centres.slice(from, from + MAX_IMPORTED)
      const answer = await run({ ...(county ? { county } : {}), centres })
      // What is imported stays; the same file again adds the rest.
      if (!answer) return
      created += answer.created
      existing += answer.existing
    }
    toast(`新增了 ${created} 个中心`, existing > 0 ? `有 ${existing} 个本来就有，没有动。` : '')
    if (inFront()) goBack()
  }
  const footer = isGood && (
    <Button id="import-yes" busy={busy} onTap={() => void add()}>
      导入这 {read.centres.length} 个
    </Button>
  )
  return (
    <Desk id="office-import" title="从表格导入中心" section="centres" place={place} footer={footer}>
      <View className={cx(styles.page)}>
        <View className={cx(styles.note)}>
          先下载样表，照着填，再选文件。会先检查每一格，都对了才导入；同一张表导两次也不会多出来。
        </View>
        <View className={cx(styles.wrap)}>
          <ExportButton
            id="import-template"
            file="中心样表"
            label="下载样表"
            sheet={() => ({
              name: '中心',
              columns: CENTRE_COLUMNS.map(({ label }) => ({ label, width: 18 })),
              rows: [CENTRE_COLUMNS.map(({ example }) => example)],
            })}
          />
          <Button id="import-choose" look="soft" size="small" onTap={() => void choose()}>
            选文件（.xlsx 或 .csv）
          </Button>
        </View>
        {problem && <Alert id="import-problem" text={problem} hint="请存成 .xlsx 或 UTF-8 的 .csv 再试。" />}
        {error && <Alert id="import-problem" {...messageOf(error)} />}
        {read && read.faults.length > 0 && (
          <>
            <Alert
              id="import-faults"
              text={`有 ${read.faults.length} 格不对，一个都没有导入`}
              hint="改好以后重新选文件。"
            />
            <Table
              columns={FAULTS}
              rows={read.faults.map(({ row, column, why }, n) => ({
                id: `fault-${n}`,
                cells: [`第 ${row} 行「${column}」`, why],
              }))}
            />
          </>
        )}
        {read && read.faults.length === 0 && read.centres.length === 0 && (
          <Alert id="import-problem" text="表里没有中心" hint="第一行是标题，从第二行写起。" />
        )}
        {isGood && (
          <Table
            columns={READ}
            rows={read.centres.map(({ county: of, name, address, phone }, n) => ({
              id: `import-${n}`,
              cells: [name, of, address, phone],
            }))}
          />
        )}
      </View>
    </Desk>
  )
}

export default page(ImportPage)
