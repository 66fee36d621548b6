import { bookingChangesAt } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { isNewSince, newsOf } from '@domain/notices/news'
import { MINUTE, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { stored } from '@/platform/storage'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { ConsentRows } from '../../parts/consent-rows'
import { InterestRows } from '../../parts/interest-rows'
import styles from '../../parts/news.module.scss'
import { sayNews, sayWhat } from '../../parts/words'

/** When the list was last looked at on this phone, epoch ms. */
const seen = stored<number>({ name: 'news-seen', version: 1, kept: 'lasting' })

/** More upcoming bookings than the limits allow have five pages. */
const MAX_PAGES = 5

/** The first page has all that is to come, and the latest of what is past; the others are of the past. */
async function fetchPage(after?: string) {
  const past = await call('booking.list', { scope: 'past', ...(after ? { after } : {}) })
  if (after) return { items: past.items, next: past.next }
  const coming: BookingView[] = []
  let cursor: string | undefined
  for (let n = 0; n < MAX_PAGES; n++) {
    const { items, next } = await call('booking.list', { scope: 'coming', ...(cursor ? { after: cursor } : {}) })
    coming.push(...items)
    if (next === null) break
    cursor = next
  }
  return { items: [...coming, ...past.items], next: past.next }
}

/** All that happened to the household's bookings, also without a message by WeChat; and what WeChat will send. */
function NewsPage() {
  const pages = usePages<BookingView>('', fetchPage)
  const { items, error, reload } = pages
  const now = useNow(MINUTE, items?.flatMap(bookingChangesAt))
  const [seenAt] = useState(() => seen.read() ?? 0)
  const loaded = items !== null
  useEffect(() => {
    if (loaded) seen.write(now)
  }, [loaded, now])
  const news = newsOf(items ?? [], now)
  const coming = items?.filter(
    ({ startsAt, status }) => now < startsAt && status !== 'cancelled' && status !== 'lapsed',
  )
  return (
    <Screen id="news" title="消息">
      <View className={cx(styles.page)}>
        {coming && <ConsentRows bookings={coming} now={now} onChange={reload} />}
        <InterestRows now={now} />
        {loaded && news.length === 0 && (
          <EmptyState
            id="news-empty"
            scene="lantern"
            title="还没有消息"
            note="候补到了、抽签有结果、中心改了时间，这里都会有，不用等微信。"
          />
        )}
        {news.length > 0 && (
          <Section title="发生了什么">
            <ListGroup>
              {news.map(item => {
                const { title, note } = sayNews(item, now)
                return (
                  <ListRow
                    key={item.id}
                    id={`news-${item.id}`}
                    title={title}
                    note={
                      <View>
                        <View>{sayWhat(item.booking, now)}</View>
                        {note && <View>{note}</View>}
                        {item.at !== null && <View>{sayMoment(item.at, now)}</View>}
                      </View>
                    }
                    end={
                      item.pinned ? (
                        <Pill tone="few">要看</Pill>
                      ) : (
                        isNewSince(item, seenAt) && <Pill tone="good">新</Pill>
                      )
                    }
                    leads
                    onTap={() => open('booking', { id: item.booking.id })}
                  />
                )
              })}
            </ListGroup>
          </Section>
        )}
        <ListEnd id="news-more" pages={pages} problem={error && messageOf(error)} item={72} />
      </View>
    </Screen>
  )
}

export default page(NewsPage)
