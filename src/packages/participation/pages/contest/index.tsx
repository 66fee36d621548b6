import '../../messages'
import { judgedStageOf, STAGE_LABELS } from '@domain/contest/stage'
import { sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import styles from '../../parts/points.module.scss'

const TIMED = ['entry', 'case', 'pitch', 'roadshow'] as const

/** The contest for everybody: where it stands, the running order of the roadshow, and its places when they are published. */
function ContestPage() {
  const request = useRequest('contest.get', {}, { refreshOnShow: true })
  return (
    <Screen id="contest" title="党群服务好项目">
      <Loaded request={request} skeleton={[120, 84, 84]}>
        {({ now, contest, draw, order, places }) => (
          <View className={cx(styles.page)}>
            {!contest && (
              <EmptyState
                id="contest-none"
                scene="lantern"
                title="今年的评选还没有开始"
                note="开始以后，这里看得到走到了哪一步。"
              />
            )}
            {places.length > 0 && (
              <Section title={`${contest?.year} 年的好项目`}>
                <ListGroup>
                  {places.map(({ id, place, score, title, centreName, words, delivery }) => (
                    <ListRow
                      key={id}
                      id={`place-${place}-${id}`}
                      title={`第 ${place} 名 ${title}`}
                      note={`${centreName} · ${words}（办了 ${delivery.sessions} 场，来过 ${delivery.people} 个人）`}
                      end={`${(score / 10).toFixed(1)} 分`}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {contest && contest.stage !== 'published' && (
              <Section title={`${contest.year} 年的评选`}>
                <ListGroup>
                  {TIMED.map(stage => (
                    <ListRow
                      key={stage}
                      title={STAGE_LABELS[stage]}
                      note={`到${sayDay(contest.until[stage] - 1, now)}`}
                      end={stage === contest.stage || stage === judgedStageOf(contest.stage) ? '现在' : undefined}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {contest && contest.stage !== 'published' && (
              <View className={cx(styles.note)}>办满半年、有签到记录的项目才能参加；评分在公布前谁也看不到。</View>
            )}
            {order.length > 0 && contest?.stage !== 'published' && (
              <Section title="路演的先后，抽签定的">
                <ListGroup>
                  {order.map(({ id, title, centreName }, n) => (
                    <ListRow key={id} id={`order-${id}`} title={`${n + 1}. ${title}`} note={centreName} />
                  ))}
                </ListGroup>
              </Section>
            )}
            {draw?.seedHash && contest?.stage !== 'published' && (
              <View className={cx(styles.note)}>
                抽签的指纹（评选一开始就公开，抽完可以核对）：{draw.seedHash.slice(0, 16)}
              </View>
            )}
            <ListGroup>
              <ListRow
                id="contest-jury"
                icon="edit"
                title="我是评委"
                note="用邀请码加入，给项目打分"
                leads
                onTap={() => open('office/jury', {})}
              />
            </ListGroup>
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

export default page(ContestPage)
