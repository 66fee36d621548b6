import type { InterestView } from '@domain/contracts/interests'
import { sayMoment } from '@domain/time'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { sayInterest } from '@/features/classes/interest-words'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'

/** New classes that the household wants to hear of; a tap takes one back. */
export function InterestRows({ now }: { now: number }) {
  const { data, setData } = useRequest('interest.list', {}, { refreshOnShow: true })
  const { run, error } = useAction('interest.remove')
  useErrorToast(error)
  if (!data || data.interests.length === 0) return null
  const remove = async (interest: InterestView) => {
    const answer = await run({ interestId: interest.id })
    if (!answer) return
    setData(answer)
    toast('去掉了', '想听的时候，在「课堂」里再点一下就好。')
  }
  return (
    <Section title="等新课">
      <ListGroup>
        {data.interests.map(interest => (
          <ListRow
            key={interest.id}
            id={`interest-${interest.id}`}
            title={sayInterest(interest)}
            note={`有新课告诉您一次，${sayMoment(interest.at, now)}点的`}
            end="不等了"
            onTap={() => void remove(interest)}
          />
        ))}
      </ListGroup>
    </Section>
  )
}
