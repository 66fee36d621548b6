import type { OfficeNeed } from '@domain/contracts/office-needs'
import { DAY, sayDay } from '@domain/time'
import { ListGroup, ListRow } from '@/ui/list-row'
import { sayAnswered, sayOffice } from './words'

interface NeedRowsProps {
  needs: readonly OfficeNeed[]
  now: number
  /** Names the centre of each. */
  namesCentre?: boolean
  onTap: (need: OfficeNeed) => void
}

/** Needs as those see them who answer them. */
export function NeedRows({ needs, now, namesCentre = false, onTap }: NeedRowsProps) {
  const noteOf = ({ centre, supporters, answer, answerBy, level, at }: OfficeNeed) =>
    [
      namesCentre ? centre.name : '',
      `${sayDay(at, now)}提的`,
      `${supporters} 家也需要`,
      answer ? sayAnswered(answer) : answerBy === null ? '已经过期' : `${sayDay(answerBy - DAY, now)}前答复`,
      level === 'centre' ? '' : `已转${sayOffice(level)}`,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <ListGroup>
      {needs.map(need => (
        <ListRow
          key={need.id}
          id={`need-${need.id}`}
          title={need.text}
          note={noteOf(need)}
          leads
          onTap={() => onTap(need)}
        />
      ))}
    </ListGroup>
  )
}
