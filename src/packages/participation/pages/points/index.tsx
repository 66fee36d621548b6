import '../../messages'
import type { TaskView } from '@domain/contracts/points'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useHomeCentre } from '@/features/settings/use-home-centre'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { Balance } from '../../parts/balance'
import { Goods } from '../../parts/goods'
import { sayHonourNews, sayOwnHonours } from '../../parts/honour-words'
import styles from '../../parts/points.module.scss'
import { ReportSheet } from '../../parts/report-sheet'
import { deedState, sayDone, sayEarns, sayEvery, sayUsable } from '../../parts/words'

/** The points of the household: what it has, what it can do, and what points buy. */
function PointsPage() {
  const chosenCentre = useHomeCentre(state => state.centreId)
  const request = useRequest('points.home', chosenCentre ? { centreId: chosenCentre } : {}, { refreshOnShow: true })
  const [task, setTask] = useState<TaskView | null>(null)
  return (
    <Screen id="points" title="红色积分">
      <Loaded request={request} skeleton={[140, 200, 120]}>
        {home => (
          <View className={cx(styles.page)}>
            <Balance home={home} />
            {home.cases > 0 && (
              <ListGroup>
                <ListRow
                  id="points-cases"
                  icon="bell"
                  title={`有 ${home.cases} 件事等您评议`}
                  note="您是评议小组的成员"
                  leads
                  onTap={() => open('participation/listing', { centreId: home.centre.id })}
                />
              </ListGroup>
            )}
            <Section title="能做的" end={<View className={cx(styles.note)}>{home.centre.name}</View>}>
              <View className={cx(styles.stack)}>
                {home.tasks.length === 0 ? (
                  <EmptyState
                    id="points-empty"
                    scene="lantern"
                    title="这里还没有任务"
                    note="中心发了任务，这里就能看到。"
                  />
                ) : (
                  <ListGroup>
                    {home.tasks.map(each => (
                      <ListRow
                        key={each.id}
                        id={`task-${each.id}`}
                        title={each.title}
                        note={`${sayEarns(each)} · ${sayEvery(each.every)}`}
                        end={
                          each.deed ? (
                            <Pill tone={deedState(each.deed.state).tone}>{deedState(each.deed.state).label}</Pill>
                          ) : (
                            <Button id={`do-${each.id}`} look="soft" size="small" onTap={() => setTask(each)}>
                              做好了
                            </Button>
                          )
                        }
                      />
                    ))}
                  </ListGroup>
                )}
                <ListGroup>
                  <ListRow
                    id="points-centres"
                    icon="pin"
                    title="看别处的任务"
                    note="按远近选一个中心，设为常去的中心"
                    leads
                    onTap={() => open('centres', {})}
                  />
                </ListGroup>
              </View>
            </Section>
            {home.deeds.length > 0 && (
              <Section title="做过的">
                <ListGroup>
                  {home.deeds.map(deed => (
                    <ListRow
                      key={deed.id}
                      id={`deed-${deed.id}`}
                      title={deed.title}
                      note={`${sayDone(deed, home.now)}${deed.state === 'listed' ? ` · ${sayUsable(deed, home.now)}` : ''}`}
                      end={<Pill tone={deedState(deed.state).tone}>{deedState(deed.state).label}</Pill>}
                      leads
                      onTap={() => open('participation/deed', { id: deed.id })}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            <Goods home={home} onChange={request.reload} />
            <Section title="更多">
              <ListGroup>
                <ListRow
                  id="points-honours"
                  icon="badge"
                  title={sayOwnHonours(home.honours) || '荣誉'}
                  note={sayHonourNews(home.honours)}
                  leads
                  onTap={() => open('participation/honours', { centreId: home.centre.id })}
                />
                <ListRow
                  id="points-history"
                  icon="clock"
                  title="积分明细"
                  note="哪天多了，哪天用了"
                  leads
                  onTap={() => open('participation/history', {})}
                />
                <ListRow
                  id="points-witness"
                  icon="check"
                  title="给邻居确认"
                  note="输入邻居手机上的 8 位数字"
                  leads
                  onTap={() => open('participation/witness', {})}
                />
                <ListRow
                  id="points-listing"
                  icon="info"
                  title="公示"
                  note="谁做了什么，有不对的可以提意见"
                  leads
                  onTap={() => open('participation/listing', { centreId: home.centre.id })}
                />
              </ListGroup>
            </Section>
            {task && (
              <ReportSheet
                task={task}
                now={home.now}
                onClose={() => setTask(null)}
                onDone={deed => {
                  setTask(null)
                  open('participation/deed', { id: deed.id })
                }}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(PointsPage)
