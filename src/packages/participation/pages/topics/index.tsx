import '../../messages'
import { MINUTE, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import styles from '../../parts/points.module.scss'
import { topicState } from '../../parts/topic-words'

/** The topics of a centre. Those that were changed after the household supported them ask it again. */
function TopicsPage() {
  const { centreId: asked } = useRouter().params
  const chosen = useHomeCentre(state => state.centreId)
  const now = useNow(MINUTE)
  const [changed, setChanged] = useState<readonly string[]>([])
  const [name, setName] = useState('')
  const centreId = asked ?? chosen ?? undefined
  const pages = usePages(`${centreId}`, async after => {
    const answer = await call('topic.list', { ...(centreId ? { centreId } : {}), ...(after ? { after } : {}) })
    setName(answer.centre.name)
    setChanged(was => [...new Set([...(after ? was : []), ...answer.changed])])
    return answer
  })
  useDidShow(() => pages.items && pages.reload())
  const { items, error } = pages
  return (
    <Screen id="topics" title="议题">
      <View className={cx(styles.page)}>
        {name !== '' && <View className={cx(styles.note)}>{name} · 大家的需求汇成议题，一起商量，每家一票</View>}
        {items?.length === 0 && (
          <EmptyState
            id="topics-empty"
            scene="lantern"
            title="这里还没有议题"
            note="需求多了，中心会汇成议题，请大家一起商量。"
          />
        )}
        {items && items.length > 0 && (
          <ListGroup>
            {items.map(topic => (
              <ListRow
                key={topic.id}
                id={`topic-${topic.id}`}
                title={topic.title}
                note={
                  changed.includes(topic.id)
                    ? '改过了，请您家再看一看，还支持吗？'
                    : `${topic.needs} 条需求 · ${topic.supporters} 家支持 · ${sayDay(topic.at, now)}`
                }
                end={<Pill tone={topicState(topic, now).tone}>{topicState(topic, now).label}</Pill>}
                leads
                onTap={() => open('participation/topic', { id: topic.id })}
              />
            ))}
          </ListGroup>
        )}
        <ListEnd id="topics-more" pages={pages} problem={error && messageOf(error)} item={84} />
      </View>
    </Screen>
  )
}

export default page(TopicsPage)
