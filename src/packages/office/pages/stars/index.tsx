import '../../messages'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace, useYear } from '../../parts/place'
import { useAccess } from '../../parts/use-access'
import { CentreStarsView } from '../../stars/centre-view'

/** The star rating of a centre. */
function StarsPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const access = useAccess(place)
  const asked = useYear()
  const request = useRequest('office.stars', { centreId, ...asked }, { refreshOnShow: true })
  return (
    <Desk id="office-stars" title={asked.year ? `${asked.year} 年星级评价` : '星级评价'} section="stars" place={place}>
      <View className={cx(styles.page)}>
        <Loaded request={request} skeleton={[44, 120, 160, 160]}>
          {stars =>
            stars.round ? (
              <CentreStarsView
                centreId={centreId}
                stars={stars}
                isEarlier={asked.year !== undefined}
                access={access}
                onDone={request.setData}
              />
            ) : asked.year ? (
              <EmptyState scene="lantern" title={`${asked.year} 年没有评过`} note="公布过的评价，都在“历年”里。" />
            ) : (
              <EmptyState scene="lantern" title="还没有开始评价" note="市里开始以后，这里会有每一项的数字。" />
            )
          }
        </Loaded>
      </View>
    </Desk>
  )
}

export default page(StarsPage)
