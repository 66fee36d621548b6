import type { Watch } from '@domain/contracts/office-watch'
import { sayAge, WAITING_LABELS } from '@domain/office/watch'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Table } from '../parts/table'

const COLUMNS = [
  { label: '任务', width: '1.5fr' },
  { label: '上次有事做', width: '1fr' },
  { label: '做了', width: '1fr' },
  { label: '最晚的一件', width: '1fr' },
]

/** What the timer does, and what waits for it. */
export function Work({ watch }: { watch: Watch }) {
  const { now, timer, waiting, migrations } = watch
  const tasks = [...timer.tasks].sort((a, b) => b.at - a.at)
  return (
    <>
      <Section title="在等的事">
        <ListGroup>
          <ListRow
            id="watch-tick"
            title="定时任务"
            note={timer.lastTickAt === null ? '还没有运行过' : `${sayAge(now - timer.lastTickAt)}前运行过，每分钟一次`}
          />
          {waiting.map(({ what, since }) => (
            <ListRow
              key={what}
              id={`waiting-${what}`}
              title={WAITING_LABELS[what]}
              note={since === null ? '没有' : `最早的一件等了 ${sayAge(now - since)}`}
            />
          ))}
          {migrations.map(({ id, handled, failed }) => (
            <ListRow
              key={id}
              id={`migration-${id}`}
              title={`数据升级 ${id}`}
              note={`已经处理 ${handled} 条${failed > 0 ? `，${failed} 条待重试` : ''}`}
            />
          ))}
        </ListGroup>
      </Section>
      {tasks.length > 0 && (
        <Section title="定时任务做了什么">
          <Table
            columns={COLUMNS}
            rows={tasks.map(({ name, at, items, failed, oldest }) => ({
              id: `task-${name}`,
              cells: [
                name,
                `${sayAge(now - at)}前`,
                failed > 0 ? `${items} 件，${failed} 件没做成` : `${items} 件`,
                oldest < 60_000 ? '准时' : `晚了 ${sayAge(oldest)}`,
              ],
            }))}
          />
        </Section>
      )}
    </>
  )
}
