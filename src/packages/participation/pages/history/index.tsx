import '../../messages'
import { MINUTE, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import styles from '../../parts/points.module.scss'
import { sayChange, sayMove } from '../../parts/words'

/** What moved the household's points, newest first. */
function HistoryPage() {
  const now = useNow(MINUTE)
  const pages = usePages('', after => call('points.history', after ? { after } : {}))
  const { items, error } = pages
  return (
    <Screen id="points-history" title="积分明细">
      <View className={cx(styles.page)}>
        {items?.length === 0 && (
          <EmptyState
            id="history-empty"
            scene="lantern"
            title="还没有积分"
            note="做一件任务，请邻居确认，就会记在这里。"
          />
        )}
        {items && items.length > 0 && (
          <ListGroup>
            {items.map(({ id, what, points, at }) => (
              <ListRow
                key={id}
                id={`move-${id}`}
                title={sayMove(what)}
                note={sayMoment(at, now)}
                end={points !== 0 && <View>{sayChange(points)}</View>}
              />
            ))}
          </ListGroup>
        )}
        <ListEnd id="history-more" pages={pages} problem={error && messageOf(error)} item={64} />
      </View>
    </Screen>
  )
}

export default page(HistoryPage)
