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
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { NeedRows } from '../../needs/need-rows'
import { NeedSheet } from '../../needs/need-sheet'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'

/** The needs of a centre: those that wait for an answer, and those that have one. */
function OfficeNeedsPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const now = useNow(MINUTE)
  const [waiting, setWaiting] = useState(true)
  const [shown, setShown] = useState<OfficeNeed | null>(null)
  const pages = usePages(`${waiting} ${centreId}`, after =>
    call('office.needs', { centreId, waiting, ...(after ? { after } : {}) }),
  )
  const { items, error } = pages
  return (
    <Desk id="office-needs" title="居民需求" section="needs" place={place}>
      <View className={cx(styles.page)}>
        <View className={cx(styles.wrap)}>
          <Chip id="needs-waiting" on={waiting} onTap={() => setWaiting(true)}>
            等答复
          </Chip>
          <Chip id="needs-answered" on={!waiting} onTap={() => setWaiting(false)}>
            已答复
          </Chip>
        </View>
        {items?.length === 0 && (
          <EmptyState
            id="office-needs-empty"
            scene="lantern"
            title={waiting ? '都答复了' : '还没有答复过'}
            note="居民提了需求，15 个工作日内要答复；过期会自动转到县区。"
          />
        )}
        {items && items.length > 0 && <NeedRows needs={items} now={now} onTap={setShown} />}
        <ListEnd id="office-needs-more" pages={pages} problem={error && messageOf(error)} item={84} />
        {shown && (
          <NeedSheet
            need={shown}
            others={(items ?? []).filter(
              ({ id, at }) => id !== shown.id && (at < shown.at || (at === shown.at && id < shown.id)),
            )}
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

export default page(OfficeNeedsPage)
