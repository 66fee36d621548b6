import type { ClassView } from '@domain/contracts/classes'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'
import styles from './class-detail.module.scss'

/** Books the chosen session for a child of another household that this one cares for, alone. */
export function CaredRows({ cared, sessionId }: { cared: NonNullable<ClassView['cared']>; sessionId: string }) {
  const { run, busy, error } = useAction('care.book')
  useErrorToast(error)
  const book = async (careId: string, nickname: string) => {
    if (!(await run({ careId, sessionId }))) return
    toast(`给${isolated(nickname)}约好了`, '孩子家里也看得到。')
    open('care/list', {})
  }
  return (
    <View className={cx(styles.cared)}>
      <ListGroup>
        {cared.map(({ careId, nickname }) => (
          <ListRow
            key={careId}
            id={`care-book-${careId}`}
            icon="people"
            title={`给${isolated(nickname)}约这一节`}
            note="一起照看的孩子，单独约"
            leads
            onTap={busy ? undefined : () => void book(careId, nickname)}
          />
        ))}
      </ListGroup>
    </View>
  )
}
