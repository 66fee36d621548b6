import type { RouteInput } from '@domain/contracts'
import { joinNames } from '@domain/text'
import { useRequest } from '@/cloud/use-request'
import { Alert } from '@/ui/alert'

/** Says before a session is moved who has booked something else at the new time. `move` null: it is not moved. */
export function MoveClash({ move }: { move: RouteInput<'staff.moveEffects'> | null }) {
  const { data, current } = useRequest('staff.moveEffects', move)
  if (!move || !current || !data || data.people === 0) return null
  const { people, names } = data
  return (
    <Alert
      id="move-clash"
      tone="caution"
      text={`有 ${people} 位那个时间另有预约：${joinNames(names)}${people > names.length ? '等' : ''}`}
      hint="改了就会撞上，他们要取消其中一个。可以先打个电话，或换个时间。"
    />
  )
}
