import type { BoardSession, CheckInResult } from '@domain/contracts/staff'
import { LAST_DIGITS, lastDigitsOf } from '@domain/typed'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { GuestFields } from './guest-fields'
import { GuestSheet } from './guest-sheet'
import { useGuestForm } from './use-guest-form'

interface WalkInSheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: (result: CheckInResult) => void
}

/** Registers people who come without a booking and checks them in. Name and digits are optional. */
export function WalkInSheet({ centreId, session, onClose, onDone }: WalkInSheetProps) {
  const form = useGuestForm('staff.walkIn', { keptAs: `walk-in ${session.id}`, sessionId: session.id })
  const { people } = form.draft
  const lastFour = lastDigitsOf(form.draft.number)
  const name = form.draft.name.trim()
  const [asksName, setAsksName] = useState(name !== '' || lastFour !== '')
  const send = async () => {
    const result = await form.send({
      centreId,
      sessionId: session.id,
      people,
      ...(name ? { name } : {}),
      ...(lastFour ? { lastFour } : {}),
    })
    if (result) onDone(result)
  }
  return (
    <GuestSheet
      id="walk-in"
      title="现场登记"
      session={session}
      form={form}
      label={`登记 ${people} 人，请进`}
      keep="先不登记"
      missing={lastFour && lastFour.length < LAST_DIGITS ? '尾号要 4 位' : null}
      onSend={() => void send()}
      onClose={onClose}
    >
      {asksName ? (
        <GuestFields draft={form.draft} onChange={form.change} />
      ) : (
        <Button id="walk-in-name" look="plain" size="small" onTap={() => setAsksName(true)}>
          记下称呼和尾号（可不填）
        </Button>
      )}
    </GuestSheet>
  )
}
