import { joinNames } from '@domain/text'
import { localClock } from '@domain/time'
import { messageOf } from '@/cloud/messages'
import { type QueuedScan, scansToReport, useQueue } from '@/features/staff-checkin/queue'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'

function sayResult({ result }: QueuedScan): string {
  if (!result) return ''
  if (result.outcome === 'accepted') return '核对过了，已签到'
  if (result.outcome === 'duplicate') {
    return `另一台手机也签过${result.at === null ? '' : `，按 ${localClock(result.at)} 算`}`
  }
  const message = result.refusal && messageOf({ ...result.refusal, route: 'staff.uploadScans' })
  return `没有算签到：${message ? [message.text, message.hint].filter(Boolean).join('。') : '请再签一次。'}`
}

/** The server's decision on scans that were admitted unverified, or that it refused or found twice. */
export function QueueResults({ centreId }: { centreId: string }) {
  const reported = useQueue(state => state.scans)
  const rows = scansToReport(reported).filter(scan => scan.centreId === centreId)
  if (rows.length === 0) return null
  return (
    <Section title="断网时的签到，核对结果">
      <ListGroup>
        {rows.map(scan => (
          <ListRow
            key={scan.nonce}
            id={`scan-${scan.nonce}`}
            icon={scan.result?.outcome === 'refused' ? 'close' : 'check'}
            title={`${localClock(scan.at)} ${joinNames(scan.result?.names.length ? scan.result.names : (scan.party?.names ?? ['没认出的码']))}`}
            note={sayResult(scan)}
          />
        ))}
      </ListGroup>
    </Section>
  )
}
