import '../../messages'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/cloud/client'
import { messageOf } from '@/cloud/messages'
import { usePages } from '@/cloud/use-pages'
import { ListEnd } from '@/features/lists/list-end'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { open } from '@/platform/navigate'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { groupState, sayGroupKind, saySize } from '../../parts/group-words'
import styles from '../../parts/points.module.scss'

/** The resident groups of a centre, and one's own. */
function GroupsPage() {
  const { centreId: asked } = useRouter().params
  const chosen = useHomeCentre(state => state.centreId)
  const [own, setOwn] = useState(false)
  const [centreName, setCentreName] = useState('')
  const centreId = asked ?? chosen ?? undefined
  const pages = usePages(`${own} ${centreId}`, async after => {
    const more = after ? { after } : {}
    if (own) return call('group.mine', more)
    const answer = await call('group.list', { ...(centreId ? { centreId } : {}), ...more })
    setCentreName(answer.centre.name)
    return answer
  })
  useDidShow(() => pages.items && pages.reload())
  const { items, error } = pages
  return (
    <Screen id="groups" title="居民小组">
      <View className={cx(styles.page)}>
        <View className={cx(styles.wrap)}>
          <Chip id="groups-all" on={!own} onTap={() => setOwn(false)}>
            这里的小组
          </Chip>
          <Chip id="groups-own" on={own} onTap={() => setOwn(true)}>
            我加入的
          </Chip>
        </View>
        {!own && centreName !== '' && <View className={cx(styles.note)}>{centreName}</View>}
        {items?.length === 0 && (
          <EmptyState
            id="groups-empty"
            scene="lantern"
            title={own ? '您还没有加入小组' : '这里还没有小组'}
            note={
              own ? '看看「这里的小组」，点一下就能加入。' : '想一起唱歌、读书、带孩子写作业，告诉中心的工作人员就行。'
            }
          />
        )}
        {items && items.length > 0 && (
          <ListGroup>
            {items.map(group => (
              <ListRow
                key={group.id}
                id={`group-${group.id}`}
                title={group.title}
                note={`${sayGroupKind(group.kind)} · ${saySize(group)}${group.isMember && !own ? ' · 您在里面' : ''}`}
                end={<Pill tone={groupState(group.state).tone}>{groupState(group.state).label}</Pill>}
                leads
                onTap={() => open('participation/group', { id: group.id })}
              />
            ))}
          </ListGroup>
        )}
        <ListEnd id="groups-more" pages={pages} problem={error && messageOf(error)} item={84} />
      </View>
    </Screen>
  )
}

export default page(GroupsPage)
