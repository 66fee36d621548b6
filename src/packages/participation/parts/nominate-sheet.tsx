import { useAction } from '@/cloud/use-action'
import { type Nomination, NominationSheet } from '@/features/honours/nomination-sheet'
import { toast } from '@/ui/toast'

interface NominateSheetProps {
  centreId: string
  onClose: () => void
  onDone: () => void
}

/** Nominates the own household, or that of a neighbour, who is asked first. */
export function NominateSheet({ centreId, onClose, onDone }: NominateSheetProps) {
  const { busy, error, run } = useAction('honours.nominate')
  const nominate = async (nomination: Nomination) => {
    if (!(await run({ centreId, ...nomination }))) return
    const isOwn = nomination.personId === null
    toast('推荐好了', isOwn ? '评议小组会来评，通过了就公示。' : '等他家答应，再交给评议小组。')
    onDone()
  }
  return (
    <NominationSheet
      title="推荐"
      whose="邻居"
      takesOwn
      busy={busy}
      error={error}
      onNominate={nomination => void nominate(nomination)}
      onClose={onClose}
    />
  )
}
