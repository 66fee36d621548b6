import '../../messages'
import { sayMoney } from '@domain/canteen/price'
import type { ProjectView } from '@domain/contracts/projects'
import { atLocal, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import styles from '../../parts/points.module.scss'

/** One project: its plan, what it has come to by check-ins, and how it ended. */
function ProjectPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('project.get', { projectId: id }, { refreshOnShow: true })
  return (
    <Screen id="project" title="服务项目">
      <Loaded request={request} skeleton={[90, 200, 160]}>
        {({ now, project }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow
                title={project.topic.title}
                note={`${project.centre.name} · 负责人 ${project.owner}`}
                end={
                  <Pill tone={project.state === 'closed' ? 'good' : 'indigo'}>
                    {project.state === 'closed' ? '办完了' : '正在办'}
                  </Pill>
                }
              />
              <ListRow
                id="project-topic"
                icon="people"
                title="从这个议题来的"
                note="大家的需求、表决和决定"
                leads
                onTap={() => open('participation/topic', { id: project.topic.id })}
              />
            </ListGroup>
            <Section title="办得怎么样">
              <Figures project={project} now={now} />
            </Section>
            {project.milestones.length > 0 && (
              <Section title="打算分几步">
                <ListGroup>
                  {project.milestones.map(({ title, date, doneAt }) => (
                    <ListRow
                      key={`${date} ${title}`}
                      icon={doneAt === null ? 'clock' : 'check'}
                      title={title}
                      note={doneAt === null ? `${sayDay(atLocal(date), now)}前` : `${sayDay(doneAt, now)}办好了`}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {project.budget.length > 0 && (
              <Section title={`预算 ${sayMoney(project.budget.reduce((sum, { cents }) => sum + cents, 0))}`}>
                <ListGroup>
                  {project.budget.map(({ title, cents }) => (
                    <ListRow key={title} title={title} end={sayMoney(cents)} />
                  ))}
                </ListGroup>
              </Section>
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

/** What the project has come to; nobody enters these figures. */
function Figures({ project, now }: { project: ProjectView; now: number }) {
  const { figures, countedAt, closing, offerings } = project
  return (
    <ListGroup>
      {figures ? (
        <>
          <ListRow
            id="project-held"
            icon="calendar"
            title={`办了 ${figures.held} 场`}
            note={`排了 ${figures.planned} 场`}
          />
          <ListRow
            id="project-people"
            icon="people"
            title={`来过 ${figures.distinct} 个人`}
            note={`一共 ${figures.came} 人次，约了 ${figures.booked} 人次`}
          />
          <ListRow
            id="project-ratings"
            icon="check"
            title={
              figures.ratings === 0
                ? '还没有人评价'
                : `${figures.ratings} 个评价，平均 ${(figures.stars / figures.ratings).toFixed(1)} 分`
            }
            note={`满分 5 分，来过的人才能评 · ${countedAt === null ? '' : `${sayDay(countedAt, now)}算的`}`}
          />
        </>
      ) : (
        <ListRow id="project-uncounted" icon="clock" title="明天就有数字" note="每天夜里按签到算一次，不用人填。" />
      )}
      {offerings.length > 0 && <ListRow title="包括" note={offerings.map(({ title }) => title).join('、')} />}
      {closing && (
        <ListRow
          id="project-closing"
          icon="check"
          title="做成了什么"
          note={`${closing.words}${closing.fewReason === '' ? '' : `（评价不多：${closing.fewReason}）`}`}
        />
      )}
    </ListGroup>
  )
}

export default page(ProjectPage)
