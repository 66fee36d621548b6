import '../../messages'
import type { TopicView } from '@domain/contracts/topics'
import { DAY, sayDay, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import styles from '../../parts/points.module.scss'
import { sayResult, sayVoteEnd, topicState } from '../../parts/topic-words'
import { VoteSheet } from '../../parts/vote-sheet'

/** One topic: its text, the needs behind it, the vote, and the decision. */
function TopicPage() {
  const { id = '' } = useRouter().params
  const request = useRequest('topic.get', { topicId: id }, { refreshOnShow: true })
  const { busy, error, run } = useAction('topic.support')
  const [voting, setVoting] = useState(false)
  useErrorToast(error)
  const support = async (version: number) => {
    const answer = await run({ topicId: id, version })
    if (answer) request.setData(answer)
    else request.reload()
  }
  const { data } = request
  return (
    <Screen
      id="topic"
      title="议题"
      footer={
        data && (
          <Footer
            topic={data.topic}
            now={data.now}
            busy={busy}
            onSupport={() => void support(data.topic.version)}
            onVote={() => setVoting(true)}
          />
        )
      }
    >
      <Loaded request={request} skeleton={[120, 160, 160]}>
        {({ now, topic }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow
                title={topic.title}
                note={topic.words}
                end={<Pill tone={topicState(topic, now).tone}>{topicState(topic, now).label}</Pill>}
              />
              {topic.support === 'changed' && topic.state === 'gathering' && (
                <ListRow id="topic-changed" icon="bell" title="改过了" note="您家支持的是以前的写法，请再看一看。" />
              )}
            </ListGroup>
            <Section title="走到哪一步了">
              <TopicPath topic={topic} now={now} />
            </Section>
            <Section title="大家的需求">
              <ListGroup>
                {topic.needTexts.map(text => (
                  <ListRow key={text} title={text} />
                ))}
              </ListGroup>
            </Section>
            {topic.versions.length > 0 && (
              <Section title="以前的写法">
                <ListGroup>
                  {topic.versions.map(({ version, title, words, until, supporters }) => (
                    <ListRow
                      key={version}
                      title={`第 ${version} 版：${title}`}
                      note={`${words}（${sayDay(until, now)}改的，那时 ${supporters} 家支持）`}
                    />
                  ))}
                </ListGroup>
              </Section>
            )}
            {voting && (
              <VoteSheet
                topic={topic}
                onClose={() => setVoting(false)}
                onDone={answer => {
                  setVoting(false)
                  request.setData(answer)
                }}
              />
            )}
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

interface FooterProps {
  topic: TopicView
  now: number
  busy: boolean
  onSupport: () => void
  onVote: () => void
}

/** What the household can do now, if anything. */
function Footer({ topic, now, busy, onSupport, onVote }: FooterProps) {
  if (topic.state === 'gathering' && topic.support !== 'given') {
    return (
      <Button id="topic-support" busy={busy} onTap={onSupport}>
        {topic.support === 'changed' ? '改了也支持' : '我家支持'}
      </Button>
    )
  }
  if (topic.state === 'voting' && topic.votedAt === null && (topic.closesAt ?? 0) > now) {
    return (
      <Button id="topic-vote" onTap={onVote}>
        投我家的一票
      </Button>
    )
  }
  return null
}

/** The way of a topic. */
function TopicPath({ topic, now }: { topic: TopicView; now: number }) {
  const { state, closesAt, meeting, votedAt, result, decision, project } = topic
  const isVoting = state === 'voting'
  return (
    <ListGroup>
      <ListRow
        icon={state === 'gathering' ? 'clock' : 'check'}
        title="征集支持"
        note={`${topic.supporters} 家支持${topic.support === 'given' ? '，您家也支持' : ''}`}
      />
      {meeting && (
        <ListRow
          id="topic-meeting"
          icon="people"
          title={`当面商量：${meeting.title}`}
          note={`${sayMoment(meeting.startsAt, now)}，点开可以约`}
          leads
          onTap={() => open('class', { id: meeting.offeringId, sessionId: meeting.sessionId })}
        />
      )}
      {closesAt !== null && (
        <ListRow
          id="topic-voting"
          icon={isVoting ? 'clock' : 'check'}
          title={isVoting ? sayVoteEnd(topic, now) : `表决，${sayDay(closesAt - DAY, now)}截止`}
          note={
            result
              ? sayResult(result)
              : votedAt === null
                ? '每家一票；截止以前谁也看不到结果'
                : `您家 ${sayMoment(votedAt, now)} 投过了；截止以前谁也看不到结果`
          }
        />
      )}
      {decision && (
        <ListRow
          id="topic-decision"
          icon="check"
          title={decision.adopted ? '决定：就这么办' : '决定：这次不办'}
          note={`${decision.reasons}（${sayMoment(decision.at, now)}）`}
        />
      )}
      {project && (
        <ListRow
          id="topic-project"
          icon={project.state === 'closed' ? 'check' : 'clock'}
          title={project.state === 'closed' ? '项目办完了' : '项目正在办'}
          note="预算、办了几场、来了多少人"
          leads
          onTap={() => open('participation/project', { id: project.id })}
        />
      )}
    </ListGroup>
  )
}

export default page(TopicPage)
