import '../../messages'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { AppealCard, DecidedCard } from '../../parts/appeal-card'
import styles from './appeals.module.scss'

function StaffAppealsPage() {
  const { centreId = '' } = useRouter().params
  const [decided, setDecided] = useState(false)
  const request = useRequest('staff.appeals', { centreId, decided }, { refreshOnShow: true, refreshEvery: MINUTE })
  const { reload } = request
  return (
    <Screen id="staff-appeals" title="没来的原因">
      <View className={cx(styles.choice)}>
        <Chip id="appeals-waiting" on={!decided} onTap={() => setDecided(false)}>
          等着处理
        </Chip>
        <Chip id="appeals-decided" on={decided} onTap={() => setDecided(true)}>
          处理过的
        </Chip>
      </View>
      <Loaded request={request} skeleton={[220, 220]}>
        {data => (
          <View className={cx(styles.list)}>
            {data.appeals.map(appeal =>
              appeal.decision ? (
                <DecidedCard key={appeal.recordId} appeal={appeal} decision={appeal.decision} now={data.now} />
              ) : (
                <AppealCard key={appeal.recordId} centreId={centreId} appeal={appeal} now={data.now} onDone={reload} />
              ),
            )}
            {data.appeals.length === 0 && (
              <EmptyState
                scene="lantern"
                title={decided ? '这一年没有处理过的' : '没有等着处理的'}
                note={decided ? '处理过以后，原因和答复都留在这里。' : '有人说明原因，这里马上就能看到。'}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(StaffAppealsPage)
