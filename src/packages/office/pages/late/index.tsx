import '../../messages'
import type { OfficeNeed } from '@domain/contracts/office-needs'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { NeedRows } from '../../needs/need-rows'
import { NeedSheet } from '../../needs/need-sheet'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'

/** The needs that centres have not answered in time, for the offices above. */
function LatePage() {
  const place = usePlace()
  const { county } = place
  const now = useNow(MINUTE)
  const [shown, setShown] = useState<OfficeNeed | null>(null)
  const pages = usePages(`${county}`, after =>
    call('office.lateNeeds', { ...(county ? { county } : {}), ...(after ? { after } : {}) }),
  )
  const { items, error } = pages
  return (
    <Desk id="office-late" title="没按时答复的需求" section="late" place={place}>
      <View className={cx(styles.page)}>
        {items?.length === 0 && (
          <EmptyState
            id="late-empty"
            scene="lantern"
            title="都按时答复了"
            note={
              county
                ? '中心 15 个工作日没答复的，会自动出现在这里。'
                : '县区又过了 5 个工作日没答复的，会自动出现在这里。'
            }
          />
        )}
        {items && items.length > 0 && <NeedRows needs={items} now={now} namesCentre onTap={setShown} />}
        <ListEnd id="late-more" pages={pages} problem={error && messageOf(error)} item={84} />
        {shown && (
          <NeedSheet
            need={shown}
            others={[]}
            onClose={() => setShown(null)}
            onDone={() => {
              setShown(null)
              pages.reload()
            }}
          />
        )}
      </View>
    </Desk>
  )
}

export default page(LatePage)
