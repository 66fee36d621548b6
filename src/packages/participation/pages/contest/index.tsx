import '../../messages'
import { kindFactsOf, stageLabel } from '@domain/contest/kinds'
import { judgedStageOf } from '@domain/contest/stage'
import { CERTIFICATE_LEVELS, type CertificateLevel } from '@domain/participation/social-worker'
import { sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Years } from '@/features/contests/years'
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
  const { kind: asked, year } = useRouter().params
  const kind = asked === 'talent' ? 'talent' : 'project'
  const isTalent = kind === 'talent'
  const input = { kind, ...(year ? { year: Number(year) } : {}) } as const
  const request = useRequest('contest.get', input, { refreshOnShow: true })
  return (
    <Screen id="contest" title={kindFactsOf(kind).label}>
      <Loaded request={request} skeleton={[120, 84, 84]}>
        {({ now, contest, draw, order, places, years }) => (
          <View className={cx(styles.page)}>
            {!contest && year && (
              <EmptyState scene="lantern" title={`${year} 年没有公布过评选`} note="公布过的，都在“历年”里。" />
            )}
            {!contest && !year && (
              <EmptyState
                id="contest-none"
                scene="lantern"
                title="今年的评选还没有开始"
                note="开始以后，这里看得到走到了哪一步。"
              />
            )}
            {places.length > 0 && (
              <Section title={isTalent ? `${contest?.year} 年的社工人才` : `${contest?.year} 年的好项目`}>
                <ListGroup>
                  {places.map(({ id, place, score, title, centreName, words, delivery, level, award }) => (
                    <ListRow
                      key={id}
                      id={`place-${place}-${id}`}
                      title={`第 ${place} 名 ${title}`}
                      note={
                        isTalent
                          ? [centreName, labelOf(level), award > 0 && `入选，${award / 1_000_000} 万元`]
                              .filter(Boolean)
                              .join(' · ')
                          : `${centreName} · ${words}（办了 ${delivery.sessions} 场，来过 ${delivery.people} 个人）`
                      }
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
                      title={stageLabel(stage, kind)}
                      note={`到${sayDay(contest.until[stage] - 1, now)}`}
                      end={stage === contest.stage || stage === judgedStageOf(contest.stage) ? '现在' : undefined}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {contest && contest.stage !== 'published' && (
              <View className={cx(styles.note)}>
                {isTalent
                  ? '有核对过的社工证书、带满半年志愿者班次的社工才能参加；评分在公布前谁也看不到。'
                  : '办满半年、有签到记录的项目才能参加；评分在公布前谁也看不到。'}
              </View>
            )}
            {order.length > 0 && contest?.stage !== 'published' && (
              <Section title={`${stageLabel('roadshow', kind)}的先后，抽签定的`}>
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
            {!year && (
              <Years
                kind={kind}
                years={years.filter(each => each !== contest?.year)}
                onOpen={params => open('participation/contest', params)}
              />
            )}
            {!year && (
              <ListGroup>
                <ListRow
                  id="contest-jury"
                  icon="edit"
                  title="我是评委"
                  note="用邀请码加入，打分"
                  leads
                  onTap={() => open('office/jury', isTalent ? { kind } : {})}
                />
                {!isTalent && (
                  <ListRow
                    id="contest-talent"
                    icon="people"
                    title="兴玉社工人才"
                    note="社工的评选，走到了哪一步，谁入选了"
                    leads
                    onTap={() => open('participation/contest', { kind: 'talent' })}
                  />
                )}
              </ListGroup>
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

/** The name of a certificate; empty: there is none. */
function labelOf(level: CertificateLevel | null): string {
  return CERTIFICATE_LEVELS.find(({ id }) => id === level)?.label ?? ''
}

export default page(ContestPage)
