import type { CentreStars, StarDispute } from '@domain/contracts/office-stars'
import { hasReached } from '@domain/rating/round'
import { sayShortDate } from '@domain/time'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ChoiceField } from '../fields/choice-field'
import type { Access } from '../parts/use-access'
import { WordsSheet } from './words-sheet'

const CHOICES = [
  { id: 'yes', value: true, label: '成立，这一场不计入' },
  { id: 'no', value: false, label: '不成立' },
] as const

interface DisputesProps {
  centreId: string
  stars: CentreStars
  access: Access
  onDone: (stars: CentreStars) => void
}

/** The sessions that the centre disputes; an office decides. */
export function Disputes({ centreId, stars, access, onDone }: DisputesProps) {
  const [deciding, setDeciding] = useState<StarDispute | null>(null)
  if (stars.disputes.length === 0) return null
  const isOpen = stars.round !== null && !hasReached(stars.round.phase, 'closed')
  const mayDecide = isOpen && access.may('office.decideStars')
  return (
    <Section title="对记录的异议">
      <ListGroup>
        {stars.disputes.map(dispute => {
          const { sessionId, title, startsAt, words, decision } = dispute
          const canTap = mayDecide && decision === null
          return (
            <ListRow
              key={sessionId}
              id={`dispute-${sessionId}`}
              title={`${title} · ${sayShortDate(startsAt)}`}
              note={[words, decision?.words && `答复：${decision.words}`].filter(Boolean).join(' · ')}
              end={decision ? (decision.upheld ? '成立' : '不成立') : '等答复'}
              {...(canTap ? { leads: true, onTap: () => setDeciding(dispute) } : {})}
            />
          )
        })}
      </ListGroup>
      {deciding && (
        <DecideSheet
          centreId={centreId}
          dispute={deciding}
          onClose={() => setDeciding(null)}
          onDone={answer => {
            onDone(answer)
            setDeciding(null)
          }}
        />
      )}
    </Section>
  )
}

interface DecideSheetProps {
  centreId: string
  dispute: StarDispute
  onClose: () => void
  onDone: (stars: CentreStars) => void
}

function DecideSheet({ centreId, dispute, onClose, onDone }: DecideSheetProps) {
  const [upheld, setUpheld] = useState(true)
  const { busy, error, run } = useAction('office.decideStars')
  return (
    <WordsSheet
      title={dispute.title}
      label="依据"
      optional
      busy={busy}
      error={error}
      onClose={onClose}
      onSave={async words => {
        const answer = await run({ centreId, sessionId: dispute.sessionId, upheld, words })
        if (answer) onDone(answer)
      }}
    >
      <ChoiceField id="decide" label={dispute.words} value={upheld} choices={CHOICES} onChange={setUpheld} />
    </WordsSheet>
  )
}
