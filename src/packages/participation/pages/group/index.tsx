import '../../messages'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { GroupActivities } from '../../parts/group-activities'
import { groupState, sayGroupKind, saySize, sayStep } from '../../parts/group-words'
import styles from '../../parts/points.module.scss'

/** A resident group: its people and activities, joining and leaving. */
function GroupPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('group.get', { groupId: id }, { refreshOnShow: true })
  const [leaving, setLeaving] = useState(false)
  const joining = useAction('group.join')
  const going = useAction('group.leave')
  const handing = useAction('group.handOver')
  useErrorToast(joining.error ?? going.error ?? handing.error)
  const join = async () => {
    const answer = await joining.run({ groupId: id })
    if (answer) request.setData(answer)
  }
  const leave = async () => {
    const answer = await going.run({ groupId: id })
    setLeaving(false)
    if (!answer) return
    request.setData(answer)
    toast('已经退出了', '想回来随时可以。')
  }
  const handOver = async (key: string) => {
    const answer = await handing.run({ groupId: id, key })
    if (answer) request.setData(answer)
  }
  const shown = request.data?.group
  const canJoin = shown && !shown.isMember && shown.state !== 'closed'
  return (
    <Screen
      id="group"
      title="居民小组"
      footer={
        canJoin && (
          <Button id="group-join" busy={joining.busy} onTap={() => void join()}>
            加入小组
          </Button>
        )
      }
    >
      <Loaded request={request} skeleton={[90, 120, 200]}>
        {({ now, group }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow
                title={group.title}
                note={`${sayGroupKind(group.kind)} · ${saySize(group)}`}
                end={<Pill tone={groupState(group.state).tone}>{groupState(group.state).label}</Pill>}
              />
              {group.words !== '' && <ListRow title={group.words} note={group.centre.name} />}
              <ListRow
                icon="people"
                title={group.holders.length === 0 ? '还没有负责人' : group.holders.map(isolated).join('、')}
                note={group.holders.length === 0 ? '中心会在成员里请人' : '小组负责人'}
              />
            </ListGroup>
            <View className={cx(styles.note)}>{sayStep(group)}</View>
            {group.needsHolder && group.isMember && (
              <Alert
                id="group-hand-over"
                tone="caution"
                text="有一位负责人退出了"
                hint={group.isHolder ? '请在下面的成员里再定一位，或告诉中心。' : '愿意接手的话，请告诉负责人或中心。'}
              />
            )}
            <GroupActivities group={group} now={now} />
            {group.people.length > 0 && (
              <Section title={`成员 ${group.people.length} 人`}>
                <ListGroup>
                  {group.people.map(({ key, name, isHolder, isOwn }) => (
                    <ListRow
                      key={key}
                      title={isolated(name)}
                      note={[isHolder ? '负责人' : '', isOwn ? '您' : ''].filter(Boolean).join(' · ') || undefined}
                      end={
                        group.isHolder && !isHolder && group.holders.length < 2 ? (
                          <Button
                            id={`hand-over-${key}`}
                            look="soft"
                            size="small"
                            busy={handing.busy}
                            onTap={() => void handOver(key)}
                          >
                            请来一起负责
                          </Button>
                        ) : undefined
                      }
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {group.isMember && (
              <Button id="group-leave" look="soft" onTap={() => setLeaving(true)}>
                退出小组
              </Button>
            )}
            {leaving && (
              <ConfirmSheet
                title="退出这个小组？"
                text={
                  group.isHolder
                    ? '您是负责人，退出后会请大家再定一位。约好的活动不受影响。'
                    : '约好的活动不受影响，想回来随时可以。'
                }
                confirm={{ id: 'group-leave-yes', label: '退出' }}
                keep="再想想"
                busy={going.busy}
                onConfirm={() => void leave()}
                onClose={() => setLeaving(false)}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(GroupPage)
