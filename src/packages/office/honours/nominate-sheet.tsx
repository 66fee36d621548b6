import type { HonoursEdit } from '@domain/contracts/office-honours'
import { useAction } from '@/cloud/use-action'
import { type Nomination, NominationSheet } from '@/features/honours/nomination-sheet'

interface NominateSheetProps {
  centreId: string
  onClose: () => void
  onDone: (answer: HonoursEdit) => void
}

/** Nominates a household, which is asked first. */
export function NominateSheet({ centreId, onClose, onDone }: NominateSheetProps) {
  const { busy, error, run } = useAction('office.nominateHonour')
  const nominate = async ({ kind, personId, words }: Nomination) => {
    if (personId === null) return
    const answer = await run({ centreId, kind, personId, words })
    if (answer) onDone(answer)
  }
  return (
    <NominationSheet
      title="推荐一家"
      note="先问这家人答不答应，答应了才交给评议小组。"
      whose="这家人"
      busy={busy}
      error={error}
      onNominate={nomination => void nominate(nomination)}
      onClose={onClose}
    />
  )
}
