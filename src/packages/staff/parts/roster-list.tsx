import type { RosterRow } from '@domain/contracts/staff'
import type { Undone } from '@domain/contracts/views'
import { joinNames } from '@domain/text'
import { localClock } from '@domain/time'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { EmptyState } from '@/ui/states'

function sayRow({ partySize, stay, guest, checkedInAt, undone }: RosterRow): string {
  return [
    stay && `${stay.unit} · ${localClock(stay.startsAt)}–${localClock(stay.endsAt)}`,
    `${partySize} 人`,
    guest && (guest.lastFour ? `代约 尾号 ${guest.lastFour}` : '现场登记'),
    checkedInAt === null && undone && sayUndone(undone),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** 09:12 撤销过签到：签错人了. */
export function sayUndone({ at, reason }: Undone): string {
  return `${localClock(at)} 撤销过签到：${reason}`
}

interface RosterListProps {
  rows: RosterRow[]
  /** The search term; null: the rows are not filtered. */
  query: string | null
  onTap: (row: RosterRow) => void
}

/** Everybody who is booked, and who has come; a row opens its actions. */
export function RosterList({ rows, query, onTap }: RosterListProps) {
  if (rows.length === 0) {
    return query === null ? (
      <EmptyState scene="lantern" title="还没有人约" note="有人约上，这里马上就能看到。" />
    ) : (
      <EmptyState
        id="roster-none"
        scene="lantern"
        title={`这一场没有找到「${query}」`}
        note="可能约的是别的一场，或用的是孩子的名字。没约过的，可以现场登记。"
      />
    )
  }
  return (
    <ListGroup>
      {rows.map(row => (
        <ListRow
          key={row.bookingId}
          id={`roster-${row.bookingId}`}
          title={joinNames(row.names)}
          note={sayRow(row)}
          end={
            row.checkedInAt === null ? (
              <Pill tone="quiet">没到</Pill>
            ) : (
              <Pill tone="good" dot>
                {localClock(row.checkedInAt)} 到了
              </Pill>
            )
          }
          leads
          onTap={() => onTap(row)}
        />
      ))}
    </ListGroup>
  )
}
