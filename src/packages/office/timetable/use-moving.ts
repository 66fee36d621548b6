import type { DraftView } from '@domain/contracts/office-timetable'
import { DRAG_STEP, draggedTo, type Way } from '@domain/office/drag'
import { HOUR, MINUTE } from '@domain/time'
import { useEffect, useRef, useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { focusOn, useDrag } from '@/platform/drag'
import { toast } from '@/ui/toast'
import type { Shown } from './items'
import { sayClash, sayTimes } from './say'

interface Times {
  startsAt: number
  endsAt: number
}

/** The id of the element of a draft that can be dragged. */
export const dragId = (draftId: string) => `drag-${draftId}`

interface Moving {
  /** Where the dragged draft would be; null: none is dragged. */
  dragged: (Times & { id: string }) | null
}

/**
 * Moves drafts of a week with the pointer or the keys. What is let go is saved as the form saves it: with the revision that is shown, and
 * with the same checks of the cloud.
 */
export function useMoving(
  centreId: string,
  { items, dates, today }: Shown,
  hourHeight: number,
  onDone: (saved: DraftView | null) => void,
): Moving {
  const [dragged, setDragged] = useState<Moving['dragged']>(null)
  const { run, busy, error } = useAction('office.saveDraft')
  useErrorToast(error)
  const toFocus = useRef<{ id: string; startsAt: number } | null>(null)
  const draftOf = (id: string): DraftView | null => {
    const found = items.find(({ type, of }) => type === 'draft' && dragId(of.id) === id)
    return found?.type === 'draft' ? found.of : null
  }
  const timesOf = (draft: DraftView, way: Way): Times => draggedTo(draft, way, { dates, today })
  const save = async (draft: DraftView, times: Times) => {
    if (busy || times.startsAt === draft.startsAt) return
    const { id: draftId, revision, offeringId, room, teacher, capacity, reserve } = draft
    const answer = await run({ centreId, draftId, revision, offeringId, ...times, room, teacher, capacity, reserve })
    if (answer) {
      const [clash] = answer.draft.clashes
      toast(`挪到 ${sayTimes(times)}`, clash ? sayClash(clash) : '')
    }
    // Refused or not: what is stored now is shown.
    onDone(answer?.draft ?? null)
  }
  const wayOf = ({ columns, down }: { columns: number; down: number }): Way => ({
    days: columns,
    quarters: Math.round(down / ((hourHeight * DRAG_STEP * MINUTE) / HOUR)),
  })
  useDrag({
    onDrag: drag => {
      const draft = drag && draftOf(drag.id)
      setDragged(draft ? { id: draft.id, ...timesOf(draft, wayOf(drag)) } : null)
    },
    onDrop: drag => {
      const draft = draftOf(drag.id)
      if (draft) void save(draft, timesOf(draft, wayOf(drag)))
    },
    onStep: (id, columns, rows) => {
      const draft = draftOf(id)
      if (!draft) return
      const times = timesOf(draft, { days: columns, quarters: rows })
      toFocus.current = { id: draft.id, startsAt: times.startsAt }
      void save(draft, times)
    },
  })
  // A draft on another day is another element: the focus follows it.
  useEffect(() => {
    const moved = toFocus.current
    if (!moved || !items.some(({ of }) => of.id === moved.id && of.startsAt === moved.startsAt)) return
    toFocus.current = null
    focusOn(`item-${moved.id}`)
  })
  return { dragged }
}
