import '../../messages'
import { MINUTE, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { canPrint, printPage } from '@/platform/print'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { KitchenView } from '../../parts/kitchen-view'
import styles from '../../parts/page.module.scss'
import { Samples } from '../../parts/samples'
import { MARKET } from '../../scenes'

/** What a kitchen has to cook. */
function KitchenPage() {
  const { centreId = '' } = useRouter().params
  const [sessionId, setSessionId] = useState<string | null>(null)
  const request = useRequest(
    'staff.mealKitchen',
    { centreId, ...(sessionId ? { sessionId } : {}) },
    { refreshOnShow: true, refreshEvery: MINUTE },
  )
  const now = useNow(MINUTE)
  const footer = canPrint && request.data?.sitting && (
    <Button id="kitchen-print" onTap={printPage}>
      打印
    </Button>
  )
  return (
    <Screen id="kitchen" title="备餐单" footer={footer} spread>
      <Loaded request={request} skeleton={[44, 120, 240]}>
        {({ sittings, sitting }) => (
          <View className={cx(styles.page)}>
            <ChipStrip>
              {sittings.map(({ id, title, startsAt }) => (
                <Chip
                  key={id}
                  id={`kitchen-${id}`}
                  on={id === sitting?.id}
                  onTap={() => setSessionId(id)}
                >{`${sayDay(startsAt, now)} ${title}`}</Chip>
              ))}
            </ChipStrip>
            {sitting ? (
              <>
                <KitchenView key={sitting.id} sitting={sitting} now={now} />
                <Samples
                  key={`samples-${sitting.id}`}
                  centreId={centreId}
                  sessionId={sitting.id}
                  samples={sitting.samples}
                  now={now}
                  onNoted={request.reload}
                />
              </>
            ) : (
              <EmptyState scene={MARKET} title="还没有要备的餐" note="有了菜单就能在这里看。" />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(KitchenPage)
