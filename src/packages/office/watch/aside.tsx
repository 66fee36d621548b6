import type { SetbackRow } from '@domain/contracts/office-watch'
import { sayAge } from '@domain/office/watch'
import { Section } from '@/ui/section'
import { Table } from '../parts/table'

const COLUMNS = [
  { label: '任务和编号', width: '2fr' },
  { label: '失败', width: '1fr' },
  { label: '从什么时候起', width: '1fr' },
  { label: '原因', width: '2fr' },
]

/** Work that has failed again and again, with what helps to find out why. Nothing of it is personal. */
export function Aside({ now, setbacks }: { now: number; setbacks: readonly SetbackRow[] }) {
  if (setbacks.length === 0) return null
  return (
    <Section title="放在一边的事">
      <Table
        columns={COLUMNS}
        rows={setbacks.map(({ id, task, item, failures, since, error }) => ({
          id: `setback-${id}`,
          cells: [
            `${task} ${item}`,
            `${failures} 次`,
            `${sayAge(now - since)}前`,
            error.split('\n').slice(0, 2).join(' '),
          ],
        }))}
      />
    </Section>
  )
}
