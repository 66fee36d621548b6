import type { CheckInResult } from '@domain/contracts/staff'
import { joinNames } from '@domain/text'
import { localClock } from '@domain/time'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { ListGroup, ListRow } from '@/ui/list-row'
import { UndoSheet } from './undo-sheet'

interface LastInProps {
  centreId: string
  result: CheckInResult
  onUndone: () => void
}

/** The last check-in, with a way to undo it: the camera opens again before anybody may notice a mistake. */
export function LastIn({ centreId, result, onUndone }: LastInProps) {
  const [undoing, setUndoing] = useState(false)
  const who = `${joinNames(result.names)} · ${result.partySize} 人`
  return (
    <>
      <ListGroup>
        <ListRow
          id="last-in"
          title={`上一位：${who}`}
          note={`${localClock(result.at)} 签到 · ${result.session.title}`}
          end={
            <Button id="last-undo" look="soft" size="small" onTap={() => setUndoing(true)}>
              撤销
            </Button>
          }
        />
      </ListGroup>
      {undoing && (
        <UndoSheet
          centreId={centreId}
          who={who}
          bookingId={result.bookingId}
          onClose={() => setUndoing(false)}
          onDone={onUndone}
        />
      )}
    </>
  )
}
