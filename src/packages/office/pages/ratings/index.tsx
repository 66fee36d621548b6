import '../../messages'
import { sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { sayRatings, sayStars } from '@/features/ratings/words'
import { Loaded } from '@/features/requests/loaded'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'

/** What those who came say about a centre. */
function RatingsPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const request = useRequest('office.ratings', { centreId }, { refreshOnShow: true })
  return (
    <Desk id="office-ratings" title="大家的评价" section="ratings" place={place}>
      <View className={cx(styles.page)}>
        <Loaded request={request} skeleton={[44, 72, 72, 72]}>
          {({ sum, ratings }) =>
            ratings.length === 0 ? (
              <EmptyState scene="lantern" title="还没有人评价" note="来过的人，结束后 30 天内可以评一次。" />
            ) : (
              <Section title={sum ? sayRatings(sum) : '最近的评价'}>
                <ListGroup>
                  {ratings.map((row, n) => (
                    <ListRow
                      key={`${row.ratedAt} ${row.title} ${row.stars} ${row.line}`}
                      id={`rating-${n}`}
                      title={row.line || '没有写话'}
                      note={`${sayStars(row.stars)} · ${row.title} · ${sayShortDate(row.startsAt)}`}
                    />
                  ))}
                </ListGroup>
              </Section>
            )
          }
        </Loaded>
      </View>
    </Desk>
  )
}

export default page(RatingsPage)
