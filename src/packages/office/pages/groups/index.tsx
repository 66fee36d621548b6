import '../../messages'
import type { GroupEdit, GroupsEdit } from '@domain/contracts/office-groups'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { GroupSheet } from '../../groups/group-sheet'
import { PeopleSheet } from '../../groups/people-sheet'
import { sayState } from '../../groups/words'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'

/** What is open: the form of a group (null: a new one), or the people of one. */
type Shown = { edited: GroupEdit | null } | { peopleOf: string }

/** The resident groups of a centre. */
function OfficeGroupsPage() {
  const place = usePlace()
  const centreId = place.centreId ?? ''
  const request = useRequest('office.groups', { centreId }, { refreshOnShow: true })
  const [shown, setShown] = useState<Shown | null>(null)
  const close = () => setShown(null)
  const done = (answer: GroupsEdit) => {
    request.setData(answer)
    close()
  }
  return (
    <Desk id="office-groups" title="居民小组" section="groups" place={place}>
      <Loaded request={request} skeleton={[120, 200]}>
        {({ groups, offerings }) => (
          <View className={cx(styles.page)}>
            {groups
              .filter(({ handOverAt }) => handOverAt > 0)
              .map(({ id, title }) => (
                <Alert
                  key={id}
                  id={`hand-over-${id}`}
                  tone="caution"
                  text={`「${title}」有一位负责人退出了`}
                  hint="请在成员里再定一位。"
                />
              ))}
            <ListGroup>
              {groups.length === 0 && (
                <ListRow title="还没有小组" note="居民想一起做点什么，在这里立起来，给他们排活动。" />
              )}
              {groups.map(group => (
                <ListRow
                  key={group.id}
                  id={`group-${group.id}`}
                  title={group.title}
                  note={`${group.members} 人 · 一年活动 ${group.activities} 次 · ${group.holders.length === 0 ? '还没有负责人' : `负责人 ${group.holders.join('、')}`}`}
                  end={sayState(group.state)}
                  leads
                  onTap={() => setShown({ peopleOf: group.id })}
                />
              ))}
            </ListGroup>
            <Button id="new-group" look="soft" icon="plus" onTap={() => setShown({ edited: null })}>
              立一个小组
            </Button>
            <View className={cx(styles.note)}>
              满 10 人、一年活动 4 次算常活动；90 天没有活动算歇着，180 天自动结束。活动次数和人数按签到算，一天算一次。
            </View>
            {shown !== null && 'edited' in shown && (
              <GroupSheet
                centreId={centreId}
                group={shown.edited}
                offerings={offerings}
                taken={groups.filter(({ id, state }) => id !== shown.edited?.id && state !== 'closed')}
                onClose={close}
                onDone={done}
              />
            )}
            {shown !== null && 'peopleOf' in shown && (
              <PeopleSheet
                centreId={centreId}
                groupId={shown.peopleOf}
                onEdit={() => setShown({ edited: groups.find(({ id }) => id === shown.peopleOf) ?? null })}
                onClose={() => {
                  close()
                  request.reload()
                }}
                onDone={done}
              />
            )}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

export default page(OfficeGroupsPage)
