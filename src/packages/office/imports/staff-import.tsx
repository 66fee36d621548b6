import { sayGrant } from '@domain/office/grants'
import { type ReadStaff, readStaff, STAFF_COLUMNS, type StaffOutcome } from '@domain/office/import-staff'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { usePageInFront } from '@/platform/in-front'
import { goBack } from '@/platform/navigate'
import { toast } from '@/ui/toast'
import type { OfficePlace } from '../parts/place'
import { ImportDesk } from './import-desk'
import { useSpreadsheet } from './use-spreadsheet'

const READ = [
  { label: '姓名', width: '1fr' },
  { label: '身份', width: '2fr' },
  { label: '会怎样', width: '1.4fr' },
]

const OUTCOMES: Record<StaffOutcome['what'], string> = {
  invite: '等他来扫邀请码',
  relist: '还没加入，按新的职责等他',
  listed: '已经在等，不变',
  change: '已经是同事，改成这样',
  same: '已经是这样，不变',
}

/** Imports the staff of a centre from a spreadsheet: whoever is not there yet is expected, until they scan their code. */
export function StaffImport({ place, centreId }: { place: OfficePlace; centreId: string }) {
  const request = useRequest('office.team', { centreId })
  const { members = [], invitations = [] } = request.data ?? {}
  const listed = invitations.filter(({ state, isListed }) => isListed && (state === 'listed' || state === 'open'))
  const sheet = useSpreadsheet(rows => readStaff(rows, { members, listed }))
  const { run, busy, error } = useAction('office.importStaff')
  const inFront = usePageInFront()
  const add = async ({ people }: ReadStaff) => {
    const answer = await run({ centreId, people })
    if (!answer) return
    const { invited, changed, same } = answer
    const rest = [changed > 0 && `改了 ${changed} 位`, same > 0 && `${same} 位没有变`].filter(Boolean).join('，')
    toast(invited > 0 ? `${invited} 位等着加入` : '导入好了', rest === '' ? '同事来了，给他看邀请码。' : `${rest}。`)
    if (inFront()) goBack()
  }
  return (
    <ImportDesk
      place={place}
      section="team"
      what="成员"
      note="一行一位。先下载样表，照着填，再选文件。名单不会直接给谁权限：还没加入的，等他来了，在「成员」里给他看邀请码，扫了才算；已经是同事的，改成表里写的职责。同一张表导两次没有变化。"
      template={STAFF_COLUMNS}
      sheet={sheet}
      request={request}
      columns={READ}
      rows={({ people, outcomes }) =>
        people.map((person, n) => [person.name, sayGrant(person), OUTCOMES[outcomes[n] ?? 'same']])
      }
      confirm={count => `导入这 ${count} 位`}
      busy={busy}
      error={error}
      onConfirm={read => void add(read)}
    />
  )
}
