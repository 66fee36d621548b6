import '../../messages'
import { MINUTE } from '@domain/time'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { sittingCard } from '@/features/share/cards'
import { useNow } from '@/features/time/use-now'
import { useShareCard } from '@/platform/share'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { CanteenView } from '../../parts/canteen-view'
import { OrderBar } from '../../parts/order-bar'
import { useOrder } from '../../parts/use-order'

/** The menu of a canteen. `change`: the booking whose order is changed, `sessionId` its sitting. `relation`: for whom
 * somebody else orders. */
function CanteenPage() {
  const { centreId: asked, sessionId = null, change = null, relation } = useRouter().params
  const [centreId, setCentreId] = useState(asked)
  const [relationId, setRelationId] = useState(relation)
  const request = useRequest(
    'meal.list',
    { ...(centreId ? { centreId } : {}), ...(relationId ? { relationId } : {}) },
    {
      refreshOnShow: true,
      refreshEvery: MINUTE,
    },
  )
  const { data, reload } = request
  const now = useNow(MINUTE, data?.sittings.map(({ closesAt }) => closesAt) ?? [])
  const order = useOrder({ data, now, reload, sessionId, changing: change, relationId })
  useShareCard(order.choice.sitting && sittingCard(order.choice.sitting))
  return (
    <Screen id="canteen" title={change ? '改订餐' : '食堂'} footer={data && <OrderBar order={order} />}>
      <Loaded request={request} skeleton={[44, 44, 60, 120, 120, 120]}>
        {data => (
          <CanteenView
            data={data}
            order={order}
            now={now}
            relationId={relationId}
            onCentre={setCentreId}
            onRelation={setRelationId}
            onAllergies={allergies => request.setData({ ...data, allergies })}
          />
        )}
      </Loaded>
    </Screen>
  )
}

export default page(CanteenPage)
