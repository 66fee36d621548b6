import { joinNames } from '@domain/text'
import { useEffect, useRef, useState } from 'react'
import { kindOf, type Outcome } from '@/features/staff-checkin/outcome'
import { UndoSheet } from '../desk/undo-sheet'
import { ResultView } from './result-view'

/** A check-in result closes itself after this time, which is long enough to read it, ms. */
const NEXT_AFTER_MS = 1600

interface DoorResultProps {
  centreId: string
  outcome: Outcome
  next: string
  /** Closes by itself after a check-in. */
  goesOn?: boolean
  onNext: () => void
  /** The check-in was undone; absent: the same as `onNext`. */
  onUndone?: () => void
  onAdmit?: () => void
}

/** The result of a scan over the whole screen, with a way to undo a wrong check-in. */
export function DoorResult(props: DoorResultProps) {
  const { centreId, outcome, next, goesOn = false, onNext, onUndone = onNext, onAdmit } = props
  const [undoing, setUndoing] = useState(false)
  const latest = useRef(onNext)
  latest.current = onNext
  const letIn = ['accepted', 'queued', 'to-confirm'].includes(kindOf(outcome))
  const waits = goesOn && letIn && !undoing
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => latest.current(), NEXT_AFTER_MS)
    return () => clearTimeout(timer)
  }, [waits])
  const result = outcome.by === 'server' && outcome.result.outcome === 'accepted' ? outcome.result : null
  return (
    <>
      <ResultView
        outcome={outcome}
        next={next}
        onNext={onNext}
        onAdmit={onAdmit}
        onUndo={result ? () => setUndoing(true) : undefined}
      />
      {undoing && result && (
        <UndoSheet
          centreId={centreId}
          who={`${joinNames(result.names)} · ${result.partySize} 人`}
          bookingId={result.bookingId}
          onClose={() => setUndoing(false)}
          onDone={onUndone}
        />
      )}
    </>
  )
}
