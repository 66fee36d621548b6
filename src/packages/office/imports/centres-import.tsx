import { MAX_IMPORTED } from '@domain/contracts/limits'
import { CENTRE_COLUMNS, readCentres } from '@domain/office/import-centres'
import { useAction } from '@/cloud/use-action'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { Desk } from '../parts/desk'
import type { OfficePlace } from '../parts/place'
import { ImportView } from './import-view'
import { useSpreadsheet } from './use-spreadsheet'

const READ = [
  { label: '名称', width: '1.4fr' },
  { label: '县区', width: '100px' },
  { label: '地址', width: '2fr' },
  { label: '电话', width: '1fr' },
]

/** Imports centres from a spreadsheet: first a dry run that marks each wrong cell, then all or none. */
export function CentresImport({ place }: { place: OfficePlace }) {
  const { county } = place
  const { read, isUnreadable, choose } = useSpreadsheet(rows => readCentres(rows, county ?? null))
  const { run, busy, error } = useAction('office.importCentres')
  const inFront = usePageInFront()
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
      <ImportView
        what="中心"
        note="先下载样表，照着填，再选文件。会先检查每一格，都对了才导入；同一张表导两次也不会多出来。"
        template={CENTRE_COLUMNS}
        faults={read?.faults ?? []}
        isUnreadable={isUnreadable}
        isEmpty={read !== null && read.faults.length === 0 && read.centres.length === 0}
        error={error}
        onChoose={() => void choose()}
        good={
          isGood
            ? {
                columns: READ,
                rows: read.centres.map(({ county: of, name, address, phone }) => [name, of, address, phone]),
              }
            : null
        }
      />
    </Desk>
  )
}
