import '../../messages'
import type { OfficeProject } from '@domain/contracts/projects'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { CloseSheet } from '../../projects/close-sheet'
import { ProjectSheet } from '../../projects/project-sheet'

/** What is done: a plan is edited (of a topic without a project: made), or a project is closed. */
type Doing =
  | { what: 'plan'; topic: { id: string; title: string }; project: OfficeProject | null }
  | { what: 'close'; project: OfficeProject }

/** The projects of a centre, and the adopted topics that wait for one. */
function OfficeProjectsPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const request = useRequest('office.projects', { centreId }, { refreshOnShow: true })
  const [doing, setDoing] = useState<Doing | null>(null)
  const sheet = {
    centreId,
    onClose: () => setDoing(null),
    onDone: () => {
      setDoing(null)
      request.reload()
    },
  }
  return (
    <Desk id="office-projects" title="服务项目" section="projects" place={place}>
      <Loaded request={request} skeleton={[84, 84]}>
        {({ now, projects, topics, offerings }) => (
          <View className={cx(styles.page)}>
            {projects.length + topics.length === 0 && (
              <EmptyState
                id="office-projects-empty"
                scene="lantern"
                title="还没有服务项目"
                note="议题公布了「就这么办」，就能在这里立项。"
              />
            )}
            {topics.length > 0 && (
              <Section title="等立项的议题">
                <ListGroup>
                  {topics.map(topic => (
                    <ListRow
                      key={topic.id}
                      id={`plan-${topic.id}`}
                      icon="plus"
                      title={topic.title}
                      note="写谁负责、预算、分几步"
                      leads
                      onTap={() => setDoing({ what: 'plan', topic, project: null })}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {projects.length > 0 && (
              <Section title="项目">
                <ListGroup>
                  {projects.map(project => (
                    <ListRow
                      key={project.id}
                      id={`project-${project.id}`}
                      title={project.topic.title}
                      note={sayFigures(project)}
                      end={
                        project.state === 'closed' ? (
                          '办完了'
                        ) : (
                          <View className={cx(styles.wrap)}>
                            <Button
                              id={`edit-${project.id}`}
                              look="plain"
                              size="small"
                              onTap={() => setDoing({ what: 'plan', topic: project.topic, project })}
                            >
                              改
                            </Button>
                            <Button
                              id={`close-${project.id}`}
                              look="soft"
                              size="small"
                              onTap={() => setDoing({ what: 'close', project })}
                            >
                              办完了
                            </Button>
                          </View>
                        )
                      }
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {doing?.what === 'plan' && (
              <ProjectSheet {...sheet} topic={doing.topic} project={doing.project} offerings={offerings} now={now} />
            )}
            {doing?.what === 'close' && <CloseSheet {...sheet} project={doing.project} />}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

/** What a project has come to, in one line. */
function sayFigures({ owner, figures }: OfficeProject): string {
  if (!figures) return `${owner} 负责 · 明天就有数字`
  return `${owner} 负责 · 办了 ${figures.held} 场 · ${figures.distinct} 人来过 · ${figures.ratings} 个评价`
}

export default page(OfficeProjectsPage)
