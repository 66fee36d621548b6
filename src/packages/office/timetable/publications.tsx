import type { PublicationView } from '@domain/contracts/office-timetable'
import { sayMoment } from '@domain/time'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'

interface PublicationsProps {
  centreId: string
  publications: readonly PublicationView[]
  now: number
  onDone: () => void
}

const STATES = { running: '正在发布', done: '', undone: '已撤回' }

/** The latest publications, which can be taken back as long as nobody has booked. */
export function Publications({ centreId, publications, now, onDone }: PublicationsProps) {
  const [chosen, setChosen] = useState<PublicationView | null>(null)
  const { run, busy, error } = useAction('office.unpublish')
  useErrorToast(error)
  const undo = async () => {
    if (!chosen) return
    const answer = await run({ centreId, publicationId: chosen.id })
    setChosen(null)
    if (!answer) return
    toast('撤回了', answer.kept > 0 ? `有 ${answer.kept} 场刚刚有人约了，留着没撤。` : '它们又是草稿了。')
    onDone()
  }
  if (publications.length === 0) return null
  return (
    <Section title="最近的发布" quiet>
      <ListGroup>
        {publications.map(publication => (
          <ListRow
            key={publication.id}
            id={`publication-${publication.id}`}
            title={`${sayMoment(publication.at, now)} 发布 ${publication.sessions} 场`}
            note={`${publication.by ?? ''} ${STATES[publication.state]}`.trim()}
            end={
              publication.state === 'done' && (
                <Button id={`undo-${publication.id}`} look="danger" size="small" onTap={() => setChosen(publication)}>
                  撤回
                </Button>
              )
            }
          />
        ))}
      </ListGroup>
      {chosen && (
        <ConfirmSheet
          title={`撤回这 ${chosen.sessions} 场吗？`}
          text="还没有人约的时候才能撤回。撤回后居民看不到，它们又变成草稿，可以改了再发。"
          confirm={{ id: 'undo-yes', label: '撤回' }}
          keep="先不撤"
          busy={busy}
          onConfirm={() => void undo()}
          onClose={() => setChosen(null)}
        />
      )}
    </Section>
  )
}
