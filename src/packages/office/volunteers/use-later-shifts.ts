import type { ShiftEdit, VolunteersEdit } from '@domain/contracts/office-volunteers'
import { useRef, useState } from 'react'
import { call } from '@/cloud/client'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { useErrorToast } from '@/features/errors/use-error-toast'

interface LaterShifts {
  /** Those of the first page and of all pages after it so far. */
  all: readonly ShiftEdit[]
  /** Cursor of the next page; null: there are no more. */
  next: string | null
  busy: boolean
  loadMore: () => void
}

/** The shifts of a centre behind the first page, as far as somebody asked for them. A new first page begins the list anew. */
export function useLaterShifts(centreId: string, first: VolunteersEdit | null): LaterShifts {
  const [later, setLater] = useState<Pick<VolunteersEdit, 'shifts' | 'next'> & { of: VolunteersEdit | null }>({
    of: null,
    shifts: [],
    next: null,
  })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CloudError | null>(null)
  useErrorToast(error)
  const shown = useRef(first)
  shown.current = first
  const known = later.of === first ? later : { of: first, shifts: [], next: first?.next ?? null }
  const loadMore = async () => {
    if (known.next === null) return
    setBusy(true)
    setError(null)
    try {
      const page = await call('office.volunteers', { centreId, after: known.next })
      if (shown.current === first) setLater({ of: first, shifts: [...known.shifts, ...page.shifts], next: page.next })
    } catch (thrown) {
      setError(asCloudError(thrown))
    }
    setBusy(false)
  }
  const all = first ? [...first.shifts, ...known.shifts] : []
  return { all, next: known.next, busy, loadMore: () => void loadMore() }
}
