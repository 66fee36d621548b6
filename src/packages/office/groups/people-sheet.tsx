import type { GroupsEdit } from '@domain/contracts/office-groups'
import { isolated } from '@domain/text'
import { sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet, Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'

interface PeopleSheetProps {
  centreId: string
  groupId: string
  onEdit: () => void
  onClose: () => void
  onDone: (answer: GroupsEdit) => void
}

/** A group with its people: who leads it, what was counted, and its end. */
export function PeopleSheet({ centreId, groupId, onEdit, onClose, onDone }: PeopleSheetProps) {
  const request = useRequest('office.group', { centreId, groupId })
  const holding = useAction('office.groupHolder')
  const closing = useAction('office.closeGroup')
  const [isEnding, setEnding] = useState(false)
  const error = holding.error ?? closing.error
  const problem = error && messageOf(error)
  const set = async (key: string, isHolder: boolean) => {
    const answer = await holding.run({ centreId, groupId, key, isHolder })
    if (answer) request.setData(answer)
  }
  const end = async () => {
    const answer = await closing.run({ centreId, groupId })
    setEnding(false)
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="group-people" title={request.data?.group.title ?? '居民小组'} onClose={onClose}>
      <Loaded request={request} skeleton={[120]}>
        {({ now, group: { state, people, past, activities } }) => (
          <View className={cx(styles.form)}>
            {state !== 'closed' && (
              <View className={cx(styles.wrap)}>
                <Button id="group-edit" look="soft" size="small" onTap={onEdit}>
                  改名称和活动
                </Button>
                <Button id="group-end" look="soft" size="small" onTap={() => setEnding(true)}>
                  结束小组
                </Button>
              </View>
            )}
            {problem && <Alert id="group-people-problem" {...problem} />}
            <Section title={`成员 ${people.length} 人`}>
              <ListGroup>
                {people.length === 0 && (
                  <ListRow title="还没有人加入" note="居民在「我的 → 居民小组」里点一下就能加入。" />
                )}
                {people.map(({ key, name, isHolder }) => (
                  <ListRow
                    key={key}
                    title={isolated(name)}
                    note={isHolder ? '负责人' : undefined}
                    end={
                      state === 'closed' ? undefined : (
                        <Button
                          id={`holder-${key}`}
                          look="soft"
                          size="small"
                          busy={holding.busy}
                          onTap={() => void set(key, !isHolder)}
                        >
                          {isHolder ? '不再负责' : '请来负责'}
                        </Button>
                      )
                    }
                  />
                ))}
              </ListGroup>
            </Section>
            {past.length > 0 && (
              <Section title={`一年里的活动 ${activities} 次`}>
                <ListGroup>
                  {past.map(({ sessionId, title, startsAt, attended }) => (
                    <ListRow key={sessionId} title={title} note={sayDay(startsAt, now)} end={`签到 ${attended} 人`} />
                  ))}
                </ListGroup>
              </Section>
            )}
            {isEnding && (
              <ConfirmSheet
                title="结束这个小组？"
                text="结束后不能恢复，成员看得到它结束了。已经排的课照常。"
                confirm={{ id: 'group-end-yes', label: '结束' }}
                keep="再想想"
                busy={closing.busy}
                onConfirm={() => void end()}
                onClose={() => setEnding(false)}
              />
            )}
          </View>
        )}
      </Loaded>
    </Sheet>
  )
}
