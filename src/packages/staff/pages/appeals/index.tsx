import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { AppealCard } from '../../parts/appeal-card'
import styles from './appeals.module.scss'

export default function StaffAppealsPage() {
  const { centreId = '' } = useRouter().params
  const { data, error, reload } = useRequest('staff.appeals', { centreId }, { refreshOnShow: true })
  const problem = error && messageOf(error)
  return (
    <Screen id="staff-appeals" title="爽约申诉">
      {data ? (
        <View className={cx(styles.list)}>
          {data.appeals.map(appeal => (
            <AppealCard key={appeal.recordId} centreId={centreId} appeal={appeal} now={data.now} onDone={reload} />
          ))}
          {data.appeals.length === 0 && (
            <EmptyState scene="lantern" title="没有等着处理的申诉" note="有人申诉，这里马上就能看到。" />
          )}
        </View>
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[220, 220]} />
      )}
    </Screen>
  )
}
