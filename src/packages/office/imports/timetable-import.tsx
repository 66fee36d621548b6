import { readTimetable, TIMETABLE_COLUMNS } from '@domain/office/import-timetable'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { Desk } from '../parts/desk'
import type { OfficePlace } from '../parts/place'
import { sayTimes } from '../timetable/say'
import { ImportView } from './import-view'
import { useSpreadsheet } from './use-spreadsheet'

const READ = [
  { label: '课', width: '1.4fr' },
  { label: '时间', width: '1.4fr' },
  { label: '教室和老师', width: '1.4fr' },
  { label: '名额', width: '1fr' },
]

/** Imports classes and sessions of a centre from a spreadsheet: first a dry run that marks each wrong cell, then all or none. */
export function TimetableImport({ place, centreId }: { place: OfficePlace; centreId: string }) {
  const request = useRequest('office.offerings', { centreId })
  const offerings = (request.data?.offerings ?? []).filter(({ kind }) => kind === 'class')
  const { read, isUnreadable, choose } = useSpreadsheet(rows => readTimetable(rows, { now: cloudNow(), offerings }))
  const { run, busy, error } = useAction('office.importTimetable')
  const inFront = usePageInFront()
  const isGood = read !== null && read.faults.length === 0 && read.sessions.length > 0
  const add = async () => {
    if (!read) return
    const { names, classes, sessions } = read
    const answer = await run({ centreId, names, classes, sessions })
    if (!answer) return
    const { created, existing } = answer.sessions
    const isThere = existing > 0 ? `有 ${existing} 场本来就有，没有动。` : ''
    toast(`建了 ${created} 场草稿`, `${isThere}发布以后居民才看得到。`)
    if (inFront()) goBack()
  }
  const footer = isGood && (
    <Button id="import-yes" busy={busy} onTap={() => void add()}>
      建 {read.sessions.length} 场草稿
    </Button>
  )
  return (
    <Desk id="office-import" title="从表格导入课表" section="timetable" place={place} footer={footer}>
      <Loaded request={request} skeleton={[60, 44]} ageless>
        {() => (
          <ImportView
            what="课表"
            note="一行一场。先下载样表，照着填，再选文件。会先检查每一格，都对了才建；没有的课会新建，建的都是草稿。同一张表导两次也不会多出来。"
            template={TIMETABLE_COLUMNS}
            faults={read?.faults ?? []}
            isUnreadable={isUnreadable}
            isEmpty={read !== null && read.faults.length === 0 && read.sessions.length === 0}
            error={error}
            onChoose={() => void choose()}
            good={
              isGood
                ? {
                    columns: READ,
                    rows: read.sessions.map(({ class: at, room, teacher, capacity, reserve, ...times }) => [
                      `${read.classes[at]?.title ?? ''}${read.classes[at]?.category ? '（新课）' : ''}`,
                      sayTimes(times),
                      `${read.names[room] ?? ''} ${read.names[teacher] ?? ''}`.trim(),
                      `${capacity} 个${reserve > 0 ? `，预留 ${reserve}` : ''}`,
                    ]),
                  }
                : null
            }
          />
        )}
      </Loaded>
    </Desk>
  )
}
