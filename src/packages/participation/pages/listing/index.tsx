import '../../messages'
import type { ListedDeed } from '@domain/contracts/points'
import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { Cases } from '../../parts/cases'
import { ObjectSheet } from '../../parts/object-sheet'
import styles from '../../parts/points.module.scss'
import { sayDone, sayUsable } from '../../parts/words'

/** The public listing of a centre, where anybody can object; and what the person decides as a member of the panel. */
function ListingPage() {
  const { centreId = '' } = useRouter().params
  const now = useNow(MINUTE)
  const pages = usePages(centreId, after => call('points.listing', { centreId, ...(after ? { after } : {}) }))
  const [objecting, setObjecting] = useState<ListedDeed | null>(null)
  const { items, error } = pages
  return (
    <Screen id="listing" title="公示">
      <View className={cx(styles.page)}>
        <Cases />
        {items?.length === 0 && (
          <EmptyState
            id="listing-empty"
            scene="lantern"
            title="现在没有公示的"
            note="有人做了任务、确认过，会在这里公示 5 个工作日。"
          />
        )}
        {items && items.length > 0 && (
          <Section title="公示中">
            <ListGroup>
              {items.map(deed => (
                <ListRow
                  key={deed.id}
                  id={`listed-${deed.id}`}
                  title={`${deed.name} · ${deed.title} +${deed.points} 分`}
                  note={`${sayDone(deed, now)}，${deed.note} · ${deed.isDisputed ? '评议中' : sayUsable(deed, now)}`}
                  end={
                    !deed.isOwn && (
                      <Button id={`object-${deed.id}`} look="plain" size="small" onTap={() => setObjecting(deed)}>
                        有意见
                      </Button>
                    )
                  }
                />
              ))}
            </ListGroup>
          </Section>
        )}
        <ListEnd id="listing-more" pages={pages} problem={error && messageOf(error)} item={84} />
        {objecting && <ObjectDeed deed={objecting} onClose={() => setObjecting(null)} />}
      </View>
    </Screen>
  )
}

function ObjectDeed({ deed, onClose }: { deed: ListedDeed; onClose: () => void }) {
  const { busy, error, run } = useAction('points.object')
  const object = async (reason: string) => (await run({ deedId: deed.id, reason })) !== null
  return (
    <ObjectSheet title={`${deed.name} · ${deed.title}`} busy={busy} error={error} onObject={object} onClose={onClose} />
  )
}

export default page(ListingPage)
