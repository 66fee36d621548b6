import '../../messages'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { AppealCard } from '../../parts/appeal-card'
import styles from './appeals.module.scss'

function StaffAppealsPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.appeals', { centreId }, { refreshOnShow: true, refreshEvery: MINUTE })
  const { reload } = request
  return (
    <Screen id="staff-appeals" title="没来的原因">
      <Loaded request={request} skeleton={[220, 220]}>
        {data => (
          <View className={cx(styles.list)}>
            {data.appeals.map(appeal => (
              <AppealCard key={appeal.recordId} centreId={centreId} appeal={appeal} now={data.now} onDone={reload} />
            ))}
            {data.appeals.length === 0 && (
              <EmptyState scene="lantern" title="没有等着处理的" note="有人说明原因，这里马上就能看到。" />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(StaffAppealsPage)
