import type { BoardSession } from '@domain/contracts/staff'
import type { BookedFor } from '@domain/contracts/staff-desk'
import { LAST_DIGITS, lastDigitsOf } from '@domain/typed'
import { GuestFields } from './guest-fields'
import { GuestSheet } from './guest-sheet'
import { useGuestForm } from './use-guest-form'

/** Somebody who was booked for, by what they say at the door. */
export interface Caller {
  name: string
  lastFour: string
  booked: BookedFor
}

interface BookForSheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: (caller: Caller) => void
}

/** Books for somebody who calls. The input is kept when the caller chooses another session. */
export function BookForSheet({ centreId, session, onClose, onDone }: BookForSheetProps) {
  const form = useGuestForm('staff.bookFor', { keptAs: `book-for ${centreId}`, sessionId: session.id })
  const { people } = form.draft
  const lastFour = lastDigitsOf(form.draft.number)
  const name = form.draft.name.trim()
  const missing = name === '' ? '请写怎么称呼' : lastFour.length < LAST_DIGITS ? '请写手机尾号 4 位' : null
  const send = async () => {
    const booked = await form.send({ centreId, sessionId: session.id, people, name, lastFour })
    if (booked) onDone({ name, lastFour, booked })
  }
  return (
    <GuestSheet
      id="book-for"
      title="代约"
      session={session}
      form={form}
      label={`约 ${people} 人`}
      keep="先不约"
      missing={missing}
      onSend={() => void send()}
      onClose={onClose}
    >
      <GuestFields draft={form.draft} onChange={form.change} />
    </GuestSheet>
  )
}
