import { type ReadTimetable, readTimetable, TIMETABLE_COLUMNS } from '@domain/office/import-timetable'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import type { OfficePlace } from '../parts/place'
import { sayTimes } from '../timetable/say'
import { ImportDesk } from './import-desk'
import { useSpreadsheet } from './use-spreadsheet'

const READ = [
  { label: '课', width: '1.4fr' },
  { label: '时间', width: '1.4fr' },
  { label: '教室和老师', width: '1.4fr' },
  { label: '名额', width: '1fr' },
]

const cellsOf = ({ classes, names, sessions }: ReadTimetable) =>
  sessions.map(({ class: at, room, teacher, capacity, reserve, ...times }) => [
    `${classes[at]?.title ?? ''}${classes[at]?.category ? '（新课）' : ''}`,
    sayTimes(times),
    `${names[room] ?? ''} ${names[teacher] ?? ''}`.trim(),
    `${capacity} 个${reserve > 0 ? `，预留 ${reserve}` : ''}`,
  ])

/** Imports classes and sessions of a centre from a spreadsheet. */
export function TimetableImport({ place, centreId }: { place: OfficePlace; centreId: string }) {
  const request = useRequest('office.offerings', { centreId })
  const offerings = (request.data?.offerings ?? []).filter(({ kind }) => kind === 'class')
  const sheet = useSpreadsheet(rows => readTimetable(rows, { now: cloudNow(), offerings }))
  const { run, busy, error } = useAction('office.importTimetable')
  const inFront = usePageInFront()
  const add = async ({ names, classes, sessions }: ReadTimetable) => {
    const answer = await run({ centreId, names, classes, sessions })
    if (!answer) return
    const { created, existing } = answer.sessions
    const isThere = existing > 0 ? `有 ${existing} 场本来就有，没有动。` : ''
    toast(`建了 ${created} 场草稿`, `${isThere}发布以后居民才看得到。`)
    if (inFront()) goBack()
  }
  return (
    <ImportDesk
      place={place}
      section="timetable"
      what="课表"
      note="一行一场。先下载样表，照着填，再选文件。会先检查每一格，都对了才建；没有的课会新建，建的都是草稿。同一张表导两次也不会多出来。"
      template={TIMETABLE_COLUMNS}
      sheet={sheet}
      request={request}
      columns={READ}
      rows={cellsOf}
      confirm={count => `建 ${count} 场草稿`}
      busy={busy}
      error={error}
      onConfirm={read => void add(read)}
    />
  )
}
