import '../../messages'
import type { OfficeTopic } from '@domain/contracts/office-topics'
import { DAY, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { DecideSheet } from '../../topics/decide-sheet'
import { TopicSheet } from '../../topics/topic-sheet'
import { OpenVoteSheet } from '../../topics/vote-sheet'

/** What is done with a topic; null: a new one. */
type Doing = { what: 'edit'; topic: OfficeTopic | null } | { what: 'open' | 'decide'; topic: OfficeTopic }

/** The topics of a centre: gathering needs, opening a vote, publishing the decision. */
function OfficeTopicsPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const request = useRequest('office.topics', { centreId }, { refreshOnShow: true })
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
    <Desk id="office-topics" title="议题" section="topics" place={place}>
      <Loaded request={request} skeleton={[84, 84, 84]}>
        {({ now, items, needs, sessions }) => (
          <View className={cx(styles.page)}>
            {items.length === 0 && (
              <EmptyState
                id="office-topics-empty"
                scene="lantern"
                title="还没有议题"
                note="把说到一处去的需求汇成议题，请大家一起商量。"
              />
            )}
            {items.length > 0 && (
              <ListGroup>
                {items.map(topic => (
                  <TopicRow key={topic.id} topic={topic} now={now} onDo={setDoing} />
                ))}
              </ListGroup>
            )}
            <Button
              id="new-topic"
              look="soft"
              icon="plus"
              disabled={needs.length === 0}
              onTap={() => setDoing({ what: 'edit', topic: null })}
            >
              {needs.length === 0 ? '有了需求才能列议题' : '新议题'}
            </Button>
            {doing?.what === 'edit' && <TopicSheet {...sheet} topic={doing.topic} needs={needs} />}
            {doing?.what === 'open' && <OpenVoteSheet {...sheet} topic={doing.topic} sessions={sessions} now={now} />}
            {doing?.what === 'decide' && <DecideSheet {...sheet} topic={doing.topic} />}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

interface TopicRowProps {
  topic: OfficeTopic
  now: number
  onDo: (doing: Doing) => void
}

function TopicRow({ topic, now, onDo }: TopicRowProps) {
  const { id, state, closesAt, supporters, needs, result, decision, version } = topic
  const notes: Record<OfficeTopic['state'], string> = {
    gathering: `第 ${version} 版 · ${needs} 条需求 · ${supporters} 家支持`,
    voting: (closesAt ?? 0) > now ? `表决到${sayDay((closesAt ?? 0) - DAY, now)}为止` : '正在计票',
    counted: result ? `赞成 ${result.for}，不赞成 ${result.against}，弃权 ${result.abstain}` : '',
    decided: decision?.reasons ?? '',
  }
  const isGathering = state === 'gathering'
  return (
    <ListRow
      id={`topic-${id}`}
      title={topic.title}
      note={notes[state]}
      end={
        isGathering ? (
          <View className={cx(styles.wrap)}>
            <Button id={`edit-${id}`} look="plain" size="small" onTap={() => onDo({ what: 'edit', topic })}>
              改
            </Button>
            <Button id={`open-${id}`} look="soft" size="small" onTap={() => onDo({ what: 'open', topic })}>
              开始表决
            </Button>
          </View>
        ) : state === 'counted' ? (
          <Button id={`decide-${id}`} look="soft" size="small" onTap={() => onDo({ what: 'decide', topic })}>
            公布决定
          </Button>
        ) : decision ? (
          decision.adopted ? (
            '通过'
          ) : (
            '没有通过'
          )
        ) : (
          '表决中'
        )
      }
    />
  )
}

export default page(OfficeTopicsPage)
