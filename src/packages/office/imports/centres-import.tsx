import { MAX_IMPORTED } from '@domain/contracts/limits'
import { CENTRE_COLUMNS, type ReadCentres, readCentres } from '@domain/office/import-centres'
import { useAction } from '@/cloud/use-action'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import type { OfficePlace } from '../parts/place'
import { ImportDesk } from './import-desk'
import { useSpreadsheet } from './use-spreadsheet'

const READ = [
  { label: '名称', width: '1.4fr' },
  { label: '县区', width: '100px' },
  { label: '地址', width: '2fr' },
  { label: '电话', width: '1fr' },
]

/** Imports centres from a spreadsheet. */
export function CentresImport({ place }: { place: OfficePlace }) {
  const { county } = place
  const sheet = useSpreadsheet(rows => readCentres(rows, county ?? null))
  const { run, busy, error } = useAction('office.importCentres')
  const inFront = usePageInFront()
  const add = async (read: ReadCentres) => {
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
  return (
    <ImportDesk
      place={place}
      section="centres"
      what="中心"
      note="先下载样表，照着填，再选文件。会先检查每一格，都对了才导入；同一张表导两次也不会多出来。"
      template={CENTRE_COLUMNS}
      sheet={sheet}
      columns={READ}
      rows={({ centres }) => centres.map(({ county: of, name, address, phone }) => [name, of, address, phone])}
      confirm={count => `导入这 ${count} 个`}
      busy={busy}
      error={error}
      onConfirm={read => void add(read)}
    />
  )
}
