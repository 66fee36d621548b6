import '../../messages'
import type { GoodEdit, PointsEdit, TaskEdit } from '@domain/contracts/office-points'
import { GOOD_KINDS } from '@domain/participation/redemption'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { useAccess } from '../../parts/use-access'
import { Deeds } from '../../points/deeds'
import { GoodSheet } from '../../points/good-sheet'
import { PanelSheet } from '../../points/panel-sheet'
import { SplitSheet } from '../../points/split-sheet'
import { TaskSheet } from '../../points/task-sheet'

/** What is edited: a task, a good (null: a new one), or the panel. */
type Form = { task: TaskEdit | null } | { good: GoodEdit | null }
type Editing = Form | 'panel' | 'split'

const isForm = (editing: Editing | null): editing is Form => typeof editing === 'object' && editing !== null

/** Tasks, goods and the panel of a centre. */
function OfficePointsPage() {
  const place = usePlace()
  const { may } = useAccess(place)
  const centreId = place.centreId ?? ''
  const request = useRequest('office.points', { centreId }, { refreshOnShow: true })
  const [editing, setEditing] = useState<Editing | null>(null)
  const close = () => setEditing(null)
  const done = (answer: PointsEdit) => {
    request.setData(answer)
    close()
  }
  return (
    <Desk id="office-points" title="红色积分" section="points" place={place}>
      <Loaded request={request} skeleton={[160, 160, 80]}>
        {({ tasks, goods, panel, panelLeast, quarter }) => (
          <View className={cx(styles.page)}>
            <Section title="任务">
              <View className={cx(styles.stack)}>
                <ListGroup>
                  {tasks.length === 0 && <ListRow title="还没有任务" note="发一个，居民就能做了。" />}
                  {tasks.map(task => (
                    <ListRow
                      key={task.id}
                      id={`edit-${task.id}`}
                      title={task.title}
                      note={`${task.points} 分${task.per === 'hour' ? '/小时' : ''}${task.isOpen ? '' : ' · 停了'}`}
                      leads
                      onTap={() => setEditing({ task })}
                    />
                  ))}
                </ListGroup>
                <Button id="new-task" look="soft" icon="plus" onTap={() => setEditing({ task: null })}>
                  发任务
                </Button>
              </View>
            </Section>
            <Section title="兑换">
              <View className={cx(styles.stack)}>
                <View id="points-quarter" className={cx(styles.note)}>
                  这个季度备的东西值 {quarter.bound} 分，已经发了 {quarter.issued}{' '}
                  分。发的分不超过备的东西；不够了先加库存。
                </View>
                <ListGroup>
                  {goods.length === 0 && <ListRow title="还没有能换的" note="加一样，写上库存。" />}
                  {goods.map(good => (
                    <ListRow
                      key={good.id}
                      id={`edit-${good.id}`}
                      title={good.title}
                      note={`${GOOD_KINDS.find(({ id }) => id === good.kind)?.label} · ${good.points} 分${good.isOpen ? '' : ' · 停了'}`}
                      end={`库存 ${good.left}`}
                      leads
                      onTap={() => setEditing({ good })}
                    />
                  ))}
                </ListGroup>
                <Button id="new-good" look="soft" icon="plus" onTap={() => setEditing({ good: null })}>
                  加一样东西
                </Button>
              </View>
            </Section>
            <Section title="评议小组">
              <ListGroup>
                {panel.members.map(({ accountId, name, outside }) => (
                  <ListRow key={accountId} title={isolated(name)} end={outside ? '外面来的监督员' : undefined} />
                ))}
                <ListRow
                  id="edit-panel"
                  icon="edit"
                  title={panel.members.length === 0 ? '成立评议小组' : '改成员'}
                  note={`至少 ${panelLeast} 人，其中一位从外面来。和事情有关的人，系统自动不让他评。`}
                  leads
                  onTap={() => setEditing('panel')}
                />
              </ListGroup>
            </Section>
            {may('office.splitPoints') && (
              <Button id="points-split" look="soft" onTap={() => setEditing('split')}>
                分户：一家分成两家，分积分
              </Button>
            )}
            {editing === 'split' && <SplitSheet centreId={centreId} onClose={close} />}
            {may('office.pointDeeds') && <Deeds centreId={centreId} />}
            {editing === 'panel' && (
              <PanelSheet centreId={centreId} panel={panel} least={panelLeast} onClose={close} onDone={done} />
            )}
            {isForm(editing) && 'task' in editing && (
              <TaskSheet centreId={centreId} task={editing.task} onClose={close} onDone={done} />
            )}
            {isForm(editing) && 'good' in editing && (
              <GoodSheet centreId={centreId} good={editing.good} onClose={close} onDone={done} />
            )}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

export default page(OfficePointsPage)
